"""Dates and times as SQL, over a whole column at once: exactly what `accord.domain.moments.Moment.read` makes of them.

A time with no offset is Europe/London. An hour that comes twice in autumn is the first of the two, and an hour that is
left out in spring is read as if the clocks had not moved yet: as Python reads them (PEP 495, fold=0).
The macros are in macros.sql.
"""

from __future__ import annotations

DAY = r"(?:19|2[01])\d{2}-\d{2}-\d{2}"
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


def moment(text: str, day_name: str, second_name: str) -> list[dict[str, str]]:
    """Return the steps from a text to its day and second: quickly where it is written as most are, else exactly."""
    words, ahead, usual, wall, zone = (f"{part}_{day_name}" for part in ("words", "ahead", "usual", "wall", "zone"))
    other = f"{usual} IS NULL AND length({words}) > 10 AND regexp_full_match({words}, '{TIME}')"
    exact = (
        f"CASE WHEN {zone} IS NULL THEN NULL WHEN {zone} = '' THEN london_second({wall})"
        f" ELSE {wall} - offset_seconds({zone}) END"
    )
    return [
        {words: f"tidy({text})"},
        {ahead: f"usual_offset({words})", f"alone_{day_name}": day(words)},
        {usual: f"usual_second({words}, {ahead})"},
        {wall: f"CASE WHEN {other} THEN wall_read({words}) END"},
        {zone: f"CASE WHEN {wall} IS NOT NULL THEN offset_words({words}) END"},
        {second_name: f"coalesce({usual}, {exact})"},
        {day_name: f"coalesce(alone_{day_name}, london_day({second_name}))"},
    ]
