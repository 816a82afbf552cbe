"""All rules and measures over an extract, in every breakdown: `python -m benchmarks measures`.

The tables are drawn by DuckDB (`benchmarks.drawn_extracts`): so many decisions, half as many people in `population`.
Beside them stands a bare scan of the same file in the same run: every column of every decision, read and no more.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb

from accord.assurance.runs import findings, measuring
from accord.assurance.runs.engines import open_duckdb
from benchmarks.drawn_extracts import draw
from benchmarks.figures import Figure
from benchmarks.runs import CONSOLE, Settings, run

TO, SINCE = date(2026, 11, 1), date(2024, 1, 1)
LARGEST = 10_000_000
AT_MOST, WITH_FINDINGS = 60.0, 150.0
"""Seconds for the largest: rules and measures, and the same with `findings.parquet`."""
GIGABYTES = 6.0


def measure(settings: Settings) -> Sequence[Figure]:
    """Draw the tables, work everything out, and return how long it took."""
    database = settings.data / "extract.duckdb"
    settings.data.mkdir(parents=True, exist_ok=True)
    if not database.exists():
        CONSOLE.print("drawing the tables")
        draw(database, settings.people)
    bare = _timed(lambda: _scan(database))
    processor = time.process_time()
    counted, found = _worked_out(settings.data, database)
    processor = time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return _figures(settings.people, bare, counted, found, (processor, memory))


def _figures(people: int, bare: float, counted: float, found: float, used: tuple[float, float]) -> Sequence[Figure]:
    is_largest = people == LARGEST
    processor, memory = used
    timed = (
        ("All rules and measures, every breakdown", counted, AT_MOST),
        ("The same with findings.parquet", counted + found, WITH_FINDINGS),
    )
    return (
        *(
            Figure(
                name=name,
                unit="s",
                people=people,
                value=value,
                bound=bare,
                bound_by="reading every column in DuckDB",
                target=target if is_largest else None,
            )
            for name, value, target in timed
        ),
        Figure(name="Processor time for all that, over all cores", unit="s", people=people, value=processor),
        Figure(
            name="Memory for rules, measures and findings",
            unit="GiB",
            people=people,
            value=memory,
            target=GIGABYTES if is_largest else None,
        ),
    )


def _worked_out(out: Path, database: Path) -> tuple[float, float]:
    begun = time.perf_counter()
    with open_duckdb(database, as_of=TO, since=SINCE) as engine:
        asked = findings.open_answers(engine)
        workings = measuring.workings(engine, asked)
        findings.counts_by_site(workings[0], asked)
        measuring.write_measures(engine, workings, out / "measures.csv")
        counted = time.perf_counter() - begun
        found = _timed(lambda: findings.write_findings(workings[0], asked, out / "findings.parquet"))
    return counted, found


def _scan(database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        names = [row[0] for row in connection.execute("DESCRIBE decisions").fetchall()]
        counts = ", ".join(f'max("{name}")' for name in names)
        connection.execute(f"SELECT {counts} FROM decisions").fetchall()  # noqa: S608 (our own names)


def _timed(done: Callable[[], None]) -> float:
    begun = time.perf_counter()
    done()
    return time.perf_counter() - begun


if __name__ == "__main__":
    run(measure)
