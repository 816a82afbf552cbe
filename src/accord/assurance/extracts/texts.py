"""Where the text of each column of ours stands in a file: under its own name, or led there by a mapping."""

from __future__ import annotations

from dataclasses import dataclass

from accord.assurance.extracts.cells import Cell
from accord.assurance.extracts.csv_files import Staged
from accord.assurance.extracts.kinds import Kind, kind_of
from accord.assurance.extracts.mappings import TableMapping
from accord.assurance.extracts.words import quoted
from accord.domain.dataset import CORE, DECISIONS, Column, Table
from accord.domain.errors import FieldError, Refused
from accord.domain.nhs_numbers import masked

MOST_NAMES, LONGEST_NAMES = 40, 400
"""How many names of columns, and how many letters of them, are shown where some are missing."""


@dataclass(frozen=True, slots=True)
class Led:
    """A file led to a table: its cells, SQL that gives `line` and their texts, and the columns that lead nowhere."""

    row: tuple[Cell, ...]
    sql: str
    ignored: tuple[str, ...]


def lead(table: Table, file: str, staged: Staged, mapping: TableMapping) -> Led:
    """Return the cells of a table from a file. Raises Refused where a column that it needs is missing."""
    places = {name.strip().lower(): f"c{at}" for at, name in enumerate(staged.names)}
    _refuse_absent(table, file, staged.names, places, mapping)
    taken = {name.strip().lower() for name in mapping.columns.values()}
    found = {
        column.name: mapping.columns.get(column.name, column.name)
        for column in table.columns
        if column.name in mapping.columns or (column.name in places and column.name not in taken)
    }
    _refuse_missing(table, file, staged.names, {*found, *mapping.constants})
    cells, texts = [], []
    for column in table.columns:
        place = places[found[column.name].strip().lower()] if column.name in found else None
        text = _text(column, place, mapping)
        if text is not None and text != place:
            texts.append(f"{text} AS m_{column.name}")
            text = f"m_{column.name}"
        cells.append(Cell(column, text, place or text))
    used = {found[name].strip().lower() for name in found if name not in mapping.constants}
    ignored = tuple(
        name or f"column {at} (which has no name)"
        for at, name in enumerate(staged.names, start=1)
        if name.strip().lower() not in used
    )
    _refuse_nested(file, staged, {each.shown for each in cells})
    sql = f"SELECT *, {', '.join(texts)} FROM ({staged.sql})" if texts else staged.sql
    return Led(tuple(cells), sql, ignored)


def _text(column: Column, place: str | None, mapping: TableMapping) -> str | None:
    if column.name in mapping.constants:
        return quoted(mapping.constants[column.name])
    if place is None:
        return None
    text = place
    words = mapping.values.get(column.name, {})
    if words:
        cases = " ".join(f"WHEN {quoted(theirs)} THEN {quoted(ours)}" for theirs, ours in words.items() if theirs)
        blank = quoted(words[""]) if "" in words else place
        text = f"CASE coalesce(lower(tidy({place})), '') {cases} WHEN '' THEN {blank} ELSE {place} END"
    form = mapping.date_of(column.name) if kind_of(column) in {Kind.DATE, Kind.MOMENT} else "iso"
    return {
        "iso": text,
        "d/m/y": f"spoken_date(tidy({text}), 3, 2, 1)",
        "m/d/y": f"spoken_date(tidy({text}), 3, 1, 2)",
        "excel": f"serial_date(tidy({text}))",
    }[form]


def _refuse_absent(
    table: Table, file: str, names: tuple[str, ...], places: dict[str, str], mapping: TableMapping
) -> None:
    absent = {ours: theirs for ours, theirs in mapping.columns.items() if theirs.strip().lower() not in places}
    if absent:
        raise Refused(
            [
                FieldError(
                    field=f"{file}: {table.name}.columns.{ours}",
                    wrong=f"the file has no column {theirs!r}.",
                    accepted="One of those above." if number else f"It has: {_listed(names)}.",
                )
                for number, (ours, theirs) in enumerate(absent.items())
            ]
        )


def _refuse_missing(table: Table, file: str, names: tuple[str, ...], found: set[str]) -> None:
    needed = CORE if table is DECISIONS else tuple(column.name for column in table.columns if column.required)
    missing = [name for name in needed if name not in found]
    if missing:
        wrong = f"has no column {', '.join(missing)}."
        accepted = f"A file of {table.name} has at least: {', '.join(needed)}. A mapping can lead other names to these."
        raise Refused.one(file, f"{wrong} Its columns are named: {_listed(names)}.", accepted)


def _refuse_nested(file: str, staged: Staged, used: set[str | None]) -> None:
    for at, kind in staged.nested.items():
        if f"c{at}" in used:
            wrong = f"column {staged.names[at]} holds values within values ({kind})."
            raise Refused.one(file, wrong, "Each column of the dataset holds one value a row.")


def _listed(names: tuple[str, ...]) -> str:
    """Return the names of columns as they can be shown: little of much, and no NHS number of a file without names."""
    words = masked(", ".join(filter(None, names[:MOST_NAMES])))
    shown = "".join(each if each.isprintable() else "?" for each in words)
    return shown[:LONGEST_NAMES] + ("…" if len(names) > MOST_NAMES or len(shown) > LONGEST_NAMES else "")
