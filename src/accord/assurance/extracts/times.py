"""Dates and times as SQL, over a whole column at once: exactly what `accord.domain.moments.Moment.read` makes of them.

A time with no offset is Europe/London. An hour that comes twice in autumn is the first of the two, and an hour that is
left out in spring is read as if the clocks had not moved yet: as Python reads them (PEP 495, fold=0).
The macros are in macros.sql.
"""

from __future__ import annotations

DAY = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
OFFSET = r"(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)"
TIME = rf"{DAY}[T ]{CLOCK}(?::[0-5]\d(?:\.\d{{1,9}})?)?{OFFSET}?"
MIDNIGHT = rf"{DAY}[T ]00:00(?::00(?:\.0+)?)?"


def day(words: str) -> str:
    """Return the day of a text that is a date alone, else NULL."""
    return f"CASE WHEN length({words}) = 10 AND {words} LIKE '____-__-__' THEN day_read({words}) END"


def day_or_midnight(words: str) -> str:
    """Return the day of a date, also where a data frame has written midnight behind it, else NULL."""
    return (
        f"CASE WHEN length({words}) = 10 AND {words} LIKE '____-__-__' THEN day_read({words})"
        f" WHEN regexp_full_match({words}, '{MIDNIGHT}') THEN day_read({words}[:10]) END"
    )


def wall(words: str) -> str:
    """Return the wall clock of a text that is a date and a time, else NULL."""
    return (
        f"CASE WHEN length({words}) > 10 AND day_read({words}[:10]) IS NOT NULL"
        f" AND regexp_full_match({words}, '{TIME}') THEN wall_read({words}) END"
    )


def zone(wall_column: str, words: str) -> str:
    """Return the offset written behind a time, an empty text where there is none."""
    return f"CASE WHEN {wall_column} IS NOT NULL THEN offset_words({words}) END"


def second(wall_column: str, zone_column: str) -> str:
    """Return the second since 1970-01-01T00:00Z."""
    return (
        f"CASE WHEN {zone_column} = '' THEN london_second({wall_column})"
        f" ELSE {wall_column} - offset_seconds({zone_column}) END"
    )
