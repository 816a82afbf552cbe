"""Signals: each a question about decisions, with the evidence that raises it. One module a signal."""
