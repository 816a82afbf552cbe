"""Dates and times as SQL, over a whole column at once: exactly what `accord.domain.moments.Moment.read` makes of them.

A time with no offset is Europe/London. An hour that comes twice in autumn is the first of the two, and an hour that is
left out in spring is read as if the clocks had not moved yet: as Python reads them (PEP 495, fold=0).
"""

from __future__ import annotations

DAY_SHAPE = r"\d{4}-\d{2}-\d{2}"
CLOCK_SHAPE = r"(?:[01]\d|2[0-3]):[0-5]\d"
OFFSET_SHAPE = r"(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)"
TIME_SHAPE = rf"{DAY_SHAPE}[T ]{CLOCK_SHAPE}(?::[0-5]\d(?:\.\d{{1,9}})?)?{OFFSET_SHAPE}?"


def day(words: str) -> str:
    """Return the day of a text that is a date alone, else NULL."""
    return f"CASE WHEN length({words}) = 10 AND regexp_full_match({words}, '{DAY_SHAPE}') THEN day_read({words}) END"


def clock(words: str) -> str:
    """Return the seconds of a text that is a date and a time: in UTC where it has an offset, else by the wall clock."""
    return (
        f"CASE WHEN length({words}) > 10 AND day_read({words}[:10]) IS NOT NULL"
        f" AND regexp_full_match({words}, '{TIME_SHAPE}') THEN clock_read({words}) END"
    )


def second(clock_column: str, words: str) -> str:
    """Return the second since 1970-01-01T00:00Z, from the clock and the text that it was read from."""
    has_offset = f"(ends_with({words}, 'Z') OR regexp_matches({words}[17:], '[+-]'))"
    return f"CASE WHEN {has_offset} THEN {clock_column} ELSE london_second({clock_column}) END"
