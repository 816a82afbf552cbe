"""Read a CSV table line by line: what can be read is read, what cannot is kept with its reason."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from accord.domain.errors import Refused

Kind = TypeVar("Kind", bound=StrEnum)
IDENTIFYING = frozenset({"name", "registration_number", "staff_code", "evidence"})
"""Columns whose value never goes into the file of rejects."""
LONGEST_SHOWN = 60
NOWHERE = UUID(int=0)
"""Stands in for an organisation in a row that is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A cell that could not be read, and why."""

    table: str
    line: int
    column: str
    value: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Line:
    """One line of a table; asking for a cell that cannot be read notes why and gives nothing."""

    table: str
    number: int
    cells: dict[str, str]
    rejects: list[Reject] = field(default_factory=list)

    def text(self, column: str, longest: int = 200) -> str:
        """Return a cell that may be empty."""
        value = self.cells.get(column, "")
        if len(value) > longest:
            self.reject(column, f"is longer than {longest} characters")
        if not value.isprintable():
            self.reject(column, "holds characters that cannot be shown")
        return value

    def required(self, column: str, longest: int = 200) -> str:
        """Return a cell that may not be empty."""
        value = self.text(column, longest)
        if not value:
            self.reject(column, "is empty")
        return value

    def code(self, column: str) -> str:
        """Return a required ODS code or role code, in capitals."""
        value = self.required(column, longest=12).upper()
        if value and not (value.isascii() and value.isalnum()):
            self.reject(column, "is not a code of letters and digits")
        return value

    def one_of(self, column: str, kinds: type[Kind], default: Kind) -> Kind:
        """Return a required cell that is one of an enumeration; `default` stands in when it is not."""
        value = self.required(column)
        try:
            return kinds(value.lower())
        except ValueError:
            if value:
                self.reject(column, f"is not one of {', '.join(kinds)}")
            return default

    def organisation(self, column: str, known: Mapping[str, UUID]) -> UUID:
        """Return the organisation with the code in a cell; `NOWHERE`, and the line refused, when it is not known."""
        code = self.code(column)
        if code and code not in known:
            self.reject(column, "is not an organisation that is known here")
        return known.get(code, NOWHERE)

    def day(self, column: str) -> date | None:
        """Return a date that may be empty."""
        value = self.text(column)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.reject(column, "is not a date such as 2026-03-31")
            return None

    def period(self) -> tuple[date | None, date | None]:
        """Return `valid_from` and `valid_to`."""
        start, end = self.day("valid_from"), self.day("valid_to")
        if start and end and end < start:
            self.reject("valid_to", "is before valid_from")
        return start, end

    def whole(self, column: str) -> int | None:
        """Return a whole number that may be empty."""
        value = self.text(column)
        if value and not (value.isascii() and value.isdigit() and len(value) <= 6):
            self.reject(column, "is not a whole number")
            return None
        return int(value) if value else None

    def reject(self, column: str, reason: str) -> None:
        """Note that a cell cannot be read."""
        value = "" if column in IDENTIFYING else self.cells.get(column, "")
        shown = value if value.isprintable() else ascii(value)
        self.rejects.append(
            Reject(table=self.table, line=self.number, column=column, value=shown[:LONGEST_SHOWN], reason=reason)
        )


def lines(table: str, path: Path, columns: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of a CSV file (UTF-8, comma, header row) that has at least these columns."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as broken:
        raise Refused.one(table, f"{path.name} is not UTF-8 text (byte {broken.start}).") from broken
    reader = csv.reader(text.splitlines(keepends=True))
    header = [name.strip().lower() for name in next(reader, [])]
    missing = [column for column in columns if column not in header]
    if missing:
        raise Refused.one(table, f"{path.name} has no column {', '.join(missing)}.", f"It needs {', '.join(columns)}.")
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield _line(table, reader.line_num, header, cells)


def _line(table: str, number: int, header: list[str], cells: list[str]) -> Line:
    named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    line = Line(table=table, number=number, cells=named)
    if len(cells) != len(header):
        line.reject("", f"has {len(cells)} cells where the header has {len(header)}")
    return line


def write_rejects(path: Path, rejects: Iterable[Reject]) -> None:
    """Write the file of rejects; with none, a header alone, so that nobody wonders whether it was written."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["table", "line", "column", "value", "reason"])
        writer.writerows([r.table, r.line, r.column, _harmless(r.value), r.reason] for r in rejects)


def _harmless(value: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@")) else value
