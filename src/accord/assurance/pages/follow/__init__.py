"""Signals in pages: what is asked, what was answered, and what was done about it."""
