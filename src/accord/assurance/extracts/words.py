"""Words of ours, or of a file, as SQL."""

from __future__ import annotations


def quoted(words: object) -> str:
    """Return words as a string of SQL."""
    return "'" + str(words).replace("'", "''") + "'"


def named(words: str) -> str:
    """Return the name of a column as SQL."""
    return '"' + words.replace('"', '""') + '"'
