"""The facts of a plan: one flat row, declared here once, that every rule reads and the dataset publishes a part of.

How to fill a row: start from `empty_row()`, put in what the plan says, and let `check_row` look at it. A yes/no fact
is "yes", "no" or "unknown" and never empty; "no" is only ever written where somebody answered no, or where the fact's
own words say what the software may conclude. Every other fact is empty (None) where nothing is recorded. Moments and
dates are written with `moment_cells` and `day_cells`, lists of codes with `codes_cell`.
"""

from __future__ import annotations

from accord.domain.expressions import Cell, Row
from accord.domain.facts import decisions, grounds, involvement, keeping, people, running, signing
from accord.domain.facts.kinds import YES_NO, Classification, Fact, Kind
from accord.domain.facts.rows import check_cells, codes_cell, day_cells, day_of, moment_cells, moment_of
from accord.domain.facts.rows import empty_row as _empty_row

FACTS: tuple[Fact, ...] = (
    *decisions.IDENTITY,
    *decisions.SIGNING,
    *decisions.RECOMMENDATION,
    *people.PERSON,
    *people.NEEDS,
    *involvement.CAPACITY,
    *involvement.INVOLVED,
    *involvement.CONVERSATION,
    *keeping.REVIEW,
    *keeping.SHARED,
    *keeping.STATUS,
    *signing.WHEN,
    *signing.REASONS,
    *signing.INVOLVING,
    *signing.CONSULTING,
    *grounds.CAPACITY_TEST,
    *grounds.ADVANCE_DECISION,
    *grounds.ATTORNEY,
    *grounds.YOUNG,
    *running.SIGNATURE,
    *running.IDENTIFIERS,
    *running.COPIES,
    *running.REVIEWING,
    *running.SHARING,
    *running.DISPUTES,
)
"""Every fact, those of the dataset first and in its order."""

BY_NAME: dict[str, Fact] = {fact.name: fact for fact in FACTS}
COLUMNS: tuple[str, ...] = tuple(column for fact in FACTS for column in fact.columns)

_EMPTY = _empty_row(FACTS)


def empty_row() -> dict[str, Cell]:
    """Return a row of facts in which nothing is recorded."""
    return dict(_EMPTY)


def check_row(row: Row) -> None:
    """Raise `Refused`, naming each column, unless the row holds every fact as it is declared and nothing else."""
    check_cells(FACTS, row)


__all__ = [
    "BY_NAME",
    "COLUMNS",
    "FACTS",
    "YES_NO",
    "Cell",
    "Classification",
    "Fact",
    "Kind",
    "Row",
    "check_row",
    "codes_cell",
    "day_cells",
    "day_of",
    "empty_row",
    "moment_cells",
    "moment_of",
]
