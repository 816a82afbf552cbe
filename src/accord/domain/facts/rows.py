"""Rows of facts: one flat mapping from column to text, whole number or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from accord.domain.errors import FieldError, Refused
from accord.domain.expressions import Cell, day_column, second_column
from accord.domain.facts.kinds import Fact, Kind
from accord.domain.moments import Moment

_EPOCH_DAY = dt.date(1970, 1, 1).toordinal()


def empty_row(facts: Iterable[Fact]) -> dict[str, Cell]:
    """Return a row in which nothing is recorded: yes/no facts "unknown", everything else empty."""
    return {column: "unknown" if fact.kind is Kind.YES_NO else None for fact in facts for column in fact.columns}


def day_cells(name: str, value: Moment | dt.date | None) -> dict[str, Cell]:
    """Return the one column of a date fact (a time is cut to its day in England)."""
    moment = _moment(value)
    return {day_column(name): moment.day.toordinal() - _EPOCH_DAY if moment else None}


def moment_cells(name: str, value: Moment | dt.date | None) -> dict[str, Cell]:
    """Return the two columns of a moment fact; a date alone leaves the second column empty."""
    moment = _moment(value)
    second = int(moment.time.timestamp() // 1) if moment and moment.time else None
    return {**day_cells(name, moment), second_column(name): second}


def day_of(cell: Cell) -> dt.date | None:
    """Return the date that a day column holds."""
    return dt.date.fromordinal(cell + _EPOCH_DAY) if isinstance(cell, int) else None


def moment_of(row: Mapping[str, Cell], name: str) -> Moment | None:
    """Return the moment that a row holds."""
    second = row[second_column(name)]
    if isinstance(second, int):
        return Moment.of(dt.datetime.fromtimestamp(second, tz=dt.UTC))
    day = day_of(row[day_column(name)])
    return Moment.of(day) if day else None


def codes_cell(codes: Iterable[str]) -> str | None:
    """Return a list of codes as a row holds it: sorted, `;` between, nothing where there are none."""
    return ";".join(sorted(set(codes))) or None


def check_cells(facts: Iterable[Fact], row: Mapping[str, Cell]) -> None:
    """Raise `Refused` naming each column that is missing, not declared, or holds what its fact does not take."""
    errors = []
    declared: set[str] = set()
    for fact in facts:
        for column in fact.columns:
            declared.add(column)
            wrong = "is missing" if column not in row else _wrong(fact, row[column])
            if wrong:
                errors.append(FieldError(field=column, wrong=wrong, accepted=_accepted(fact)))
    errors += [
        FieldError(field=str(column), wrong="is not a declared fact") for column in row if column not in declared
    ]
    if errors:
        raise Refused(errors)


def _wrong(fact: Fact, cell: Cell) -> str:
    if cell is None:
        return "is empty" if fact.kind is Kind.YES_NO else ""
    if fact.kind in (Kind.INTEGER, Kind.MOMENT, Kind.DATE):
        return _wrong_number(fact, cell)
    if not isinstance(cell, str):
        return "is not text"
    if fact.kind is Kind.TEXT:
        return ""
    given = cell.split(";") if fact.kind is Kind.CODE_LIST else [cell]
    strange = [code for code in given if code not in fact.values]
    return f"holds {strange[0]!r}" if strange else ""


def _wrong_number(fact: Fact, cell: str | int) -> str:
    if not isinstance(cell, int) or isinstance(cell, bool):
        return "is not a whole number"
    if fact.kind is not Kind.INTEGER:
        return ""
    if cell < 0 or (fact.at_most is not None and cell > fact.at_most):
        return f"is {cell}"
    return ""


def _accepted(fact: Fact) -> str:
    if fact.values:
        return "It takes " + ", ".join(fact.values) + "."
    if fact.kind is Kind.INTEGER:
        return f"It takes a whole number from 0 to {fact.at_most}." if fact.at_most else "It takes a whole number."
    return "It takes text." if fact.kind is Kind.TEXT else "It takes a whole number of days or seconds since 1970."


def _moment(value: Moment | dt.date | None) -> Moment | None:
    return value if value is None or isinstance(value, Moment) else Moment.of(value)
