"""How answers, moments and words become cells of the flat row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

from accord.domain.choices import Answer
from accord.domain.facts import Cell, moment_cells
from accord.domain.moments import Moment

YES, NO, UNKNOWN = Answer.YES.value, Answer.NO.value, Answer.UNKNOWN.value


def written(*texts: object) -> str:
    """Return "yes" where anything of the kind is written, else "unknown": silence is never "no"."""
    return YES if any(texts) else UNKNOWN


def within(number: int | None, least: int, most: int) -> int | None:
    """Return a number that can be so; a slip of the pen, such as a frailty of 50, is not recorded as a fact."""
    return number if number is not None and least <= number <= most else None


def either(answers: Iterable[Answer]) -> str:
    """Return "yes" where any answer is yes, else "no" where any is no, else "unknown"."""
    found = set(answers)
    return YES if Answer.YES in found else NO if Answer.NO in found else UNKNOWN


def choice_cell(value: Enum | None) -> str | None:
    """Return the stored value of a choice, or nothing."""
    return None if value is None else str(value.value)


def at_cells(name: str, value: Moment | datetime | date | None) -> dict[str, Cell]:
    """Return the two columns of a moment, however it is held."""
    if isinstance(value, Moment):
        return moment_cells(name, value.time or value.day)
    return moment_cells(name, value)
