"""How another system's columns and words lead to those of the dataset: a small TOML file, checked whole before use.

A section a table: `columns` (ours = "theirs"), `constants` (ours = "the same in every row"), `values.COLUMN`
("theirs" = "ours"), `dates` (how dates are written, in all columns or by column) and `encoding`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from accord.assurance.extracts.encodings import KNOWN
from accord.assurance.extracts.kinds import Kind, kind_of, values_of
from accord.domain.dataset import TABLES, Column, Table
from accord.domain.errors import FieldError, Refused

DATES = ("iso", "d/m/y", "m/d/y", "excel")
"""How dates may be written: year first, or as people say them, or as day numbers of Excel (1 is 1900-01-01)."""
KEYS = ("columns", "constants", "values", "dates", "encoding")
EVERY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """One table's file. `values` leads theirs (in small letters) to ours by column; an empty ours is not recorded."""

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"

    def date_of(self, column: str) -> str:
        """Return how the dates of a column are written."""
        return self.dates.get(column, self.dates.get(EVERY, "iso"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The mapping of one system's files, by table."""

    tables: dict[str, TableMapping] = field(default_factory=dict)

    def of(self, table: str) -> TableMapping:
        """Return the mapping of a table: one that changes nothing where none is given."""
        return self.tables.get(table, TableMapping())


def read_mapping(path: Path) -> Mapping:
    """Return the mapping that a TOML file holds. Raises Refused with everything in it that leads nowhere."""
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refused.one(path.name, f"is not TOML: {wrong}.", "See how-to/map-another-systems-extract.") from None
    errors = list(_errors(held))
    if errors:
        raise Refused([FieldError(field=f"{path.name}: {e.field}", wrong=e.wrong, accepted=e.accepted) for e in errors])
    return Mapping(tables={name: _table_mapping(section) for name, section in held.items()})


def _table_mapping(section: dict[str, Any]) -> TableMapping:
    dates = section.get("dates", {})
    return TableMapping(
        columns=section.get("columns", {}),
        constants={name: str(value) for name, value in section.get("constants", {}).items()},
        values={
            name: {theirs.strip().lower(): ours for theirs, ours in words.items()}
            for name, words in section.get("values", {}).items()
        },
        dates={EVERY: dates} if isinstance(dates, str) else dates,
        encoding=section.get("encoding", "utf-8").lower(),
    )


def _errors(held: dict[str, Any]) -> Iterator[FieldError]:
    tables = {table.name: table for table in TABLES}
    for name, section in held.items():
        if name not in tables or not isinstance(section, dict):
            yield _unknown(name, "is not a table of the dataset.", tuple(tables))
        else:
            yield from _errors_of_section(tables[name], section)


def _errors_of_section(table: Table, section: dict[str, Any]) -> Iterator[FieldError]:
    shapes = list(_errors_of_shape(table, section))
    yield from shapes or _errors_of_parts(table, section)


def _errors_of_shape(table: Table, section: dict[str, Any]) -> Iterator[FieldError]:
    """Yield each part that is of another form than a mapping has."""
    parts = {key: section.get(key, {}) for key in ("columns", "constants", "values")}
    parts |= {"dates": {} if isinstance(section.get("dates"), str) else section.get("dates", {})}
    if isinstance(parts["values"], dict):
        parts |= {f"values.{name}": words for name, words in parts["values"].items()}
    for key, part in parts.items():
        inner = key != "values" and isinstance(part, dict)
        if not isinstance(part, dict) or (inner and any(isinstance(each, dict | list) for each in part.values())):
            yield FieldError(
                field=f"{table.name}.{key}",
                wrong="is not a table of names and words.",
                accepted='Write ours = "theirs".',
            )


def _errors_of_parts(table: Table, section: dict[str, Any]) -> Iterator[FieldError]:
    for key in section:
        if key not in KEYS:
            yield _unknown(f"{table.name}.{key}", "is not a part of a mapping.", KEYS)
    if str(section.get("encoding", "utf-8")).lower() not in KNOWN:
        yield _unknown(f"{table.name}.encoding", f"{section['encoding']!r} is not read.", KNOWN)
    dates = section.get("dates", {})
    by_column = {} if isinstance(dates, str) else dates
    named = {"columns": section.get("columns", {}), "constants": section.get("constants", {})}
    for part, names in {**named, "values": section.get("values", {}), "dates": by_column}.items():
        for name in names:
            if name not in table.names:
                yield _unknown(f"{table.name}.{part}.{name}", f"is not a column of {table.name}.", table.names)
    for name in set(named["columns"]) & set(named["constants"]):
        yield FieldError(field=f"{table.name}.constants.{name}", wrong="is led to a column as well.", accepted="One.")
    columns = {column.name: column for column in table.columns}
    yield from _errors_of_values(table, columns, section)
    yield from _errors_of_dates(table, columns, dates)


def _errors_of_values(table: Table, columns: dict[str, Column], section: dict[str, Any]) -> Iterator[FieldError]:
    given = [(f"constants.{name}", name, value) for name, value in section.get("constants", {}).items()]
    given += [
        (f"values.{name}.{theirs!r}", name, ours)
        for name, words in section.get("values", {}).items()
        for theirs, ours in words.items()
    ]
    for place, name, value in given:
        accepted = values_of(columns[name]) if name in columns else ()
        if accepted and value != "" and value not in accepted:
            yield _unknown(f"{table.name}.{place}", f"{value!r} is not a value of {name}.", accepted)


def _errors_of_dates(table: Table, columns: dict[str, Column], dates: str | dict[str, str]) -> Iterator[FieldError]:
    for name, form in ({EVERY: dates} if isinstance(dates, str) else dates).items():
        place = f"{table.name}.dates" if name == EVERY else f"{table.name}.dates.{name}"
        if form not in DATES:
            yield _unknown(place, f"{form!r} is not a way to write dates.", DATES)
        if name in columns and kind_of(columns[name]) not in {Kind.DATE, Kind.MOMENT}:
            yield FieldError(field=place, wrong="is not a column of dates.", accepted="Leave it out.")


def _unknown(place: str, wrong: str, accepted: tuple[str, ...]) -> FieldError:
    asked = place.rpartition(".")[2]
    near = get_close_matches(asked, accepted, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return FieldError(field=place, wrong=wrong, accepted=f"{hint}Accepted: {', '.join(accepted)}.")
