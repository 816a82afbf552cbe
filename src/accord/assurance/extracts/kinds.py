"""How a column of the dataset is read, and the columns of the canonical tables that it fills.

A moment `x_at` fills `x_at_day` and `x_at_second`, as a row of facts does (accord.domain.expressions); a date fills a
day: `start_date` fills `start_day`, `date` fills `day`, and any other name takes `_day` at its end.
"""

from __future__ import annotations

from enum import StrEnum

from accord.domain.dataset import Column, Type
from accord.domain.expressions import day_column, second_column

ETHNICITIES = (*"ABCDEFGHJKLMNPRSZ", "gypsy_roma_traveller", "arab")
"""NHS Data Dictionary, ethnic category code 2001 (I, O and Q are not used), and the two that it lacks."""

LONGEST_CODE = 128
"""Characters of an identifier or a code: a SHA-512 hash in hexadecimal is the longest that means anything."""
LONGEST_TEXT = 20_000
"""Characters of free text: more is a column gone wrong."""

_IDENTIFIERS = frozenset({"decision_id", "person_id", "signer_id"})
_TEXTS = frozenset({"rationale", "rationale_codes", "name", "text", "preferred_place", "actual_place"})


class Kind(StrEnum):
    """How a column is read."""

    IDENTIFIER = "identifier"
    CODE = "code"
    TEXT = "text"
    CHOICE = "choice"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    MONTH = "month"


def kind_of(column: Column) -> Kind:
    """Return how a column is read."""
    if column.type is Type.INTEGER:
        return Kind.INTEGER
    if column.type is Type.DATE:
        return Kind.DATE
    if column.type is Type.DATETIME:
        return Kind.MOMENT
    if column.name == "month":
        return Kind.MONTH
    if values_of(column):
        return Kind.CHOICE
    if column.name in _IDENTIFIERS:
        return Kind.IDENTIFIER
    return Kind.TEXT if column.name in _TEXTS else Kind.CODE


def values_of(column: Column) -> tuple[str, ...]:
    """Return the closed list that a column takes, or nothing where it takes any text."""
    return ETHNICITIES if column.name == "ethnicity" else column.values


def cells_of(column: Column) -> tuple[str, ...]:
    """Return the columns of the canonical table that a column of a file fills."""
    kind = kind_of(column)
    if kind is Kind.MOMENT:
        return (day_column(column.name), second_column(column.name))
    if kind is Kind.DATE:
        return ("day" if column.name == "date" else day_column(column.name.removesuffix("_date")),)
    return (day_column(column.name),) if kind is Kind.MONTH else (column.name,)
