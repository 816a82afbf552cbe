"""A CSV file made ready: its header read, its encoding and structure looked at, its records staged as Parquet.

Staging lets what follows run on every core, keep the line of each record, and look at each different word once.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from accord.assurance.extracts.encodings import Step, look, to_utf8
from accord.assurance.extracts.structures import LONGEST_RECORD, Structure, clean
from accord.assurance.extracts.words import quoted
from accord.domain.errors import Refused

LONGEST_HEADER = 1024 * 1024
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, and how many bytes and lines they take."""

    names: tuple[str, ...]
    size: int
    lines: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A file as Parquet: SQL that gives `line` and each column, by position.

    `apart`: SQL that gives each line that is no record, the place of the value that is at fault (less than 0: the whole
    line) and why; `malformed`: how many there are. `nested`: the types of columns, by place, that hold no plain values.
    """

    names: tuple[str, ...]
    sql: str
    apart: str = ""
    malformed: int = 0
    nested: Mapping[int, str] = field(default_factory=dict)


def stage(connection: duckdb.DuckDBPyConnection, path: Path, spill: Path, *, encoding: str, step: Step) -> Staged:
    """Read the file into `spill`. Raises Refused where it is no CSV file of ours, with the reason."""
    text = path if encoding == "utf-8" else to_utf8(path, spill / f"{path.name}.utf8", encoding)
    ends = look(text, step)
    if ends.returns > ends.pairs and ends.lines == 1:
        raise Refused.one(path.name, "ends its lines with carriage returns alone.", "End them with line feeds.")
    with text.open("rb") as file:
        header = read_header(path.name, file.read(LONGEST_HEADER))
    parquet = spill / f"{path.name}.parquet"
    if ends.are_plain and ends.is_text and header.lines == 1:
        records = _copy(connection, text, parquet, len(header.names), skip_header=True)
        if records == ends.lines - 1:
            return Staged(header.names, f"SELECT file_row_number + 2 AS line, * FROM {_staged(parquet)}")
    return _stage_exactly(connection, text, spill, header, step)


def _stage_exactly(
    connection: duckdb.DuckDBPyConnection, text: Path, spill: Path, header: Header, step: Step
) -> Staged:
    name, parquet = text.name, spill / f"{text.name}.parquet"
    good, lines, apart = (spill / f"{name}.{part}" for part in ("clean", "lines", "apart"))
    structure = clean(text, good, lines, apart, columns=len(header.names), skip=header.size, step=step)
    records = _copy(connection, good, parquet, len(header.names), skip_header=False) if structure.kept else 0
    if records != structure.kept:
        wrong = f"holds {structure.kept:,} records, of which only {records} could be told apart."
        raise Refused.one(name, wrong, "Write values with quotation marks, commas or line ends inside quotation marks.")
    good.unlink()
    sql = _with_lines(parquet, lines, header, structure)
    return Staged(header.names, sql, f"read_parquet({quoted(apart)})", structure.malformed)


def _with_lines(parquet: Path, lines: Path, header: Header, structure: Structure) -> str:
    if not structure.kept:
        nothing = ", ".join(f"NULL::VARCHAR AS c{position}" for position in range(len(header.names)))
        return f"SELECT 0::BIGINT AS line, {nothing} WHERE false"
    return (
        f"SELECT numbered.line, staged.* FROM {_staged(parquet)} AS staged"
        f" JOIN read_parquet({quoted(lines)}) AS numbered ON numbered.record = staged.file_row_number"
    )


def _staged(parquet: Path) -> str:
    return f"read_parquet({quoted(parquet)}, file_row_number = true)"


def _copy(
    connection: duckdb.DuckDBPyConnection, text: Path, parquet: Path, columns: int, *, skip_header: bool
) -> int | None:
    """Copy the records, each value as text, and return how many; None where the engine cannot tell them apart."""
    types = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(columns))
    source = (
        f"read_csv({quoted(text)}, columns = {{{types}}}, auto_detect = false, header = {str(skip_header).lower()},"
        f" delim = ',', quote = '\"', escape = '\"', strict_mode = true, max_line_size = {LONGEST_RECORD})"
    )
    try:
        (copied,) = connection.execute(f"COPY (FROM {source}) TO {quoted(parquet)} (FORMAT parquet)").fetchall()
    except duckdb.InvalidInputException:
        return None
    return int(copied[0])


def read_header(name: str, start: bytes) -> Header:
    """Return the header of a file from its first bytes. Raises Refused, with the reason, where it is none of ours."""
    text = io.StringIO(start.decode("utf-8", errors="replace").removeprefix("\ufeff"), newline="")
    reader = csv.reader(text)
    first = next(reader, [])
    _refuse_separators(name, ",".join(first))
    names = tuple(" ".join(each.split()) for each in first)
    refuse_repeated(name, names)
    lines = reader.line_num
    size = 0
    for _ in range(lines):
        size = start.find(b"\n", size) + 1 or len(start)
    if not any(names):
        raise Refused.one(name, "has an empty first line.", "The first line gives the names of the columns.")
    return Header(names, size, lines)


def refuse_repeated(file: str, names: tuple[str, ...]) -> None:
    """Raise Refused where two columns have one name, also where they differ in capitals alone."""
    count = Counter(each.lower() for each in names)
    repeated = sorted({each for each in names if each and count[each.lower()] > 1})
    if repeated:
        raise Refused.one(file, f"names a column twice: {', '.join(repeated)}.", "Give each column a name of its own.")


def _refuse_separators(name: str, line: str) -> None:
    for separator, words in SEPARATORS.items():
        if line.count(separator) > line.count(","):
            raise Refused.one(name, f"has {words} between its values.", "Save it as CSV with commas.")
