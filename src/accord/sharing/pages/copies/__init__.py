"""Printing a copy, and checking one."""
