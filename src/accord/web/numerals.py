"""Whole numbers that a page sends back to itself: a revision, a count, the number of a page."""

from __future__ import annotations

MOST_DIGITS = 9
"""Python takes minutes over, and then refuses, thousands of digits; and the database counts no further."""


def read_whole(text: str, otherwise: int = 0) -> int:
    """Return the whole number that a text is, or another where it is none that we would have written."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else otherwise
