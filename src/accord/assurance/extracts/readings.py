"""Reading an extract: files in, one database with the canonical tables, the rejects and the counts out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from accord.assurance.extracts.checks import check
from accord.assurance.extracts.contradictions import find_contradictions
from accord.assurance.extracts.csv_files import Staged
from accord.assurance.extracts.doubts import find_doubts, opens_nothing
from accord.assurance.extracts.extracts import Count, Extract, Matched
from accord.assurance.extracts.files import open_file
from accord.assurance.extracts.identifiers import refuse_nhs_numbers
from accord.assurance.extracts.loads import fill, make_empty, reject_unreadable, show
from accord.assurance.extracts.masks import teach
from accord.assurance.extracts.parquet_files import DAMAGED, cause
from accord.assurance.extracts.rejects import first_rejects
from accord.assurance.extracts.sources import Sources
from accord.assurance.extracts.texts import Led, lead
from accord.assurance.extracts.watches import Progress, in_silence, watched
from accord.assurance.extracts.words import quoted
from accord.domain.dataset import DECISIONS, TABLES, Table
from accord.domain.errors import Refused

DATABASE = "extract.duckdb"
REJECTS = "rejects.csv"
MEMORY = "4GB"
MACROS = Path(__file__).with_name("macros.sql")


def read(
    sources: Sources, into: Path, *, as_of: date, progress: Progress = in_silence, memory: str = MEMORY
) -> Extract:
    """Read the files into the folder `into`, check every row, and return what was found.

    Raises `Refused`, with the file and the reason, where a file as a whole cannot be used; then no database is left.
    """
    reading = Reading(sources, into, as_of, progress)
    reading.spill.mkdir(parents=True, exist_ok=True)
    for left in (reading.database, into / REJECTS):
        left.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(reading.database)) as connection:
            _prepare(connection, reading.spill, memory)
            found = reading.run(connection)
    except BaseException:
        reading.database.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(reading.spill, ignore_errors=True)
    return found


def _prepare(connection: duckdb.DuckDBPyConnection, spill: Path, memory: str) -> None:
    connection.execute("SET TimeZone = 'UTC'")
    # the engine counts how far it is only where it could also print it
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    connection.execute(f"SET memory_limit = {quoted(memory)}")
    connection.execute(f"SET temp_directory = {quoted(spill)}")
    connection.execute(MACROS.read_text(encoding="utf-8"))
    teach(connection)
    connection.execute("CREATE TABLE given (table_name VARCHAR, column_name VARCHAR)")
    connection.execute(
        "CREATE TABLE rejects (table_name VARCHAR, line BIGINT, column_name VARCHAR, value VARCHAR, reason VARCHAR)"
    )


@dataclass(slots=True)
class Reading:
    """One reading of one set of files."""

    sources: Sources
    into: Path
    as_of: date
    progress: Progress

    @property
    def database(self) -> Path:
        """Where the tables are written."""
        return self.into / DATABASE

    @property
    def spill(self) -> Path:
        """Where what does not fit into memory is kept while reading."""
        return self.into / "spill"

    def run(self, connection: duckdb.DuckDBPyConnection) -> Extract:
        """Read and check every file, write the rejects, and return what was found."""
        files = self.sources.files()
        staged = {table.name: self._open(connection, table, path) for table, path in files}
        # two transactions, since fifty would wait for the disk fifty times; and rows are deleted in the second, since
        # deleting what the same one wrote would write all of it again
        connection.begin()
        led, read = {}, {}
        for table, path in files:
            led[table.name], read[table.name] = self._fill(connection, table, path, staged[table.name])
        for table in TABLES:
            if table.name not in led:
                make_empty(connection, table)
        self.progress("Checking", 0, 0)
        check(connection, set(led), self.as_of)
        connection.commit()
        connection.begin()
        masked = dict(_masked(connection, led))
        counts = {name: Count(read=count, rejected=_rejected(connection, name)) for name, count in read.items()}
        matched, deciding = _matched(connection, led)
        nothing = list(_opening_nothing(counts, matched, deciding))
        connection.execute("DELETE FROM given WHERE table_name IN (SELECT unnest(?))", [nothing])
        extract = Extract(
            database=self.database,
            rejects=_write_rejects(connection, self.into / REJECTS),
            as_of=self.as_of,
            counts=counts,
            given={name: () if name in nothing else _names(each) for name, each in led.items()},
            ignored={name: each.ignored for name, each in led.items() if each.ignored},
            masked=masked,
            matched=matched,
            contradictions=find_contradictions(connection),
            doubts=find_doubts(matched, deciding, _last_day(connection), self.as_of),
        )
        connection.commit()
        if self.sources.decisions is not None:
            _refuse_nothing(self.sources.decisions, extract)
        return extract

    def _open(self, connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> Staged:
        doing, size, done = f"Reading {path.name}", path.stat().st_size if path.is_file() else 0, 0
        self.progress(doing, 0, size)

        def step(more: int) -> None:
            nonlocal done
            done = min(done + more, size)
            self.progress(doing, done, size)

        with watched(connection, doing, self.progress):
            encoding = self.sources.mapping_of(table).encoding
            return open_file(connection, path, self.spill, encoding=encoding, step=step)

    def _fill(self, connection: duckdb.DuckDBPyConnection, table: Table, path: Path, staged: Staged) -> tuple[Led, int]:
        led = lead(table, path.name, staged, self.sources.mapping_of(table))
        doing = f"Reading {table.name}"
        self.progress(doing, 0, 0)
        try:
            with watched(connection, doing, self.progress):
                count = fill(connection, table, led)
        except duckdb.Error as broken:
            raise Refused.one(path.name, f"cannot be read to its end ({cause(broken, path)}).", DAMAGED) from None
        refuse_nhs_numbers(connection, table, path.name, led.row)
        _reject_malformed(connection, table, staged, led)
        reject_unreadable(connection, table, led.row)
        connection.executemany("INSERT INTO given VALUES (?, ?)", [(table.name, name) for name in _names(led)])
        return led, count + staged.malformed


def _names(led: Led) -> tuple[str, ...]:
    return tuple(cell.column.name for cell in led.row if cell.text is not None)


def _reject_malformed(connection: duckdb.DuckDBPyConnection, table: Table, staged: Staged, led: Led) -> None:
    if staged.malformed:
        ours = {cell.shown: cell.column.name for cell in led.row}
        names = ", ".join(quoted(ours.get(f"c{at}", name)) for at, name in enumerate(staged.names))
        connection.execute(
            f"INSERT INTO rejects SELECT {quoted(table.name)}, line,"
            f" CASE WHEN place >= 0 THEN ([{names}])[place + 1] END, NULL, reason FROM {staged.apart}"
        )


def _rejected(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    asked = connection.execute("SELECT count(DISTINCT line) FROM rejects WHERE table_name = ?", [table])
    return int(asked.fetchall()[0][0])


def _matched(connection: duckdb.DuckDBPyConnection, led: dict[str, Led]) -> tuple[dict[str, Matched], int]:
    """Return, for each other file of people, how many there are and how many have a decision; and how many have one."""
    connection.execute("CREATE TEMP TABLE deciding AS SELECT DISTINCT hash(person_id) AS person FROM held_decisions")
    found = {}
    for name, each in led.items():
        if name != DECISIONS.name and "person_id" in _names(each):
            people, matched = connection.execute(
                "SELECT count(*), count(*) FILTER (person IN (FROM deciding))"
                f" FROM (SELECT DISTINCT hash(person_id) AS person FROM held_{name})"
            ).fetchall()[0]
            found[name] = Matched(people=people, with_decision=matched)
    (deciding,) = connection.execute("SELECT count(*) FROM deciding").fetchall()[0]
    return found, int(deciding)


def _masked(connection: duckdb.DuckDBPyConnection, led: dict[str, Led]) -> Iterator[tuple[str, int]]:
    """Make the tables that are read, and yield each column of text in which numbers were left out, and how many."""
    for table in TABLES:
        if table.name in led:
            found = show(connection, table, led[table.name].row)
            yield from ((f"{table.name}.{name}", count) for name, count in found.items() if count)


def _opening_nothing(counts: dict[str, Count], matched: dict[str, Matched], deciding: int) -> Iterator[str]:
    """Yield the files of which no row could be read, and a population of other people."""
    yield from (name for name, count in counts.items() if not count.kept)
    if opens_nothing(matched, deciding):
        yield "population"


def _last_day(connection: duckdb.DuckDBPyConnection) -> int | None:
    (last,) = connection.execute("SELECT max(decided_at_day) FROM decisions").fetchall()[0]
    return None if last is None else int(last)


def _write_rejects(connection: duckdb.DuckDBPyConnection, path: Path) -> Path:
    connection.execute(
        'COPY (SELECT table_name AS "table", line, column_name AS "column", value, reason FROM rejects'
        f" ORDER BY table_name, line, column_name) TO {quoted(path)} (HEADER)"
    )
    return path


def _refuse_nothing(path: Path, extract: Extract) -> None:
    count = extract.counts[DECISIONS.name]
    if not count.read:
        raise Refused.one(path.name, "has no rows.", "A file of decisions has one row a decision.")
    if not count.kept:
        first = next(first_rejects(extract, 1))
        raise Refused.one(path.name, f"none of its {count.read:,} rows could be read.", f"The first: {first}.")
