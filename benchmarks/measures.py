"""All rules and measures over an extract, in every breakdown: `python -m benchmarks measures`.

The tables are drawn by DuckDB (`benchmarks.drawn_extracts`): so many decisions, half as many people in `population`.
Beside them stands a bare scan of the same file in the same run: every column of every decision, read and no more.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from accord.assurance.runs import findings, measuring
from accord.assurance.runs.engines import open_duckdb
from benchmarks.bare import peak, scan_bare, timed
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
    bare = timed(lambda: scan_bare(database, "decisions", "population"))
    processor = time.process_time()
    counted, found, memory = _worked_out(settings.data, database)
    processor = time.process_time() - processor
    return _figures(settings.people, bare, (counted, counted + found), processor, (memory, peak()))


def _figures(
    people: int, bare: float, took: tuple[float, float], processor: float, memory: tuple[float, float]
) -> Sequence[Figure]:
    is_largest = people == LARGEST
    names = ("All rules and measures, every breakdown", "The same with findings.parquet")
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
                grows=True,
            )
            for name, value, target in zip(names, took, (AT_MOST, WITH_FINDINGS), strict=True)
        ),
        Figure(name="Processor time for all that, over all cores", unit="s", people=people, value=processor),
        *(
            Figure(
                name=f"Memory: {name[0].lower()}{name[1:]}",
                unit="GiB",
                people=people,
                value=value,
                target=GIGABYTES if is_largest else None,
            )
            for name, value in zip(names, memory, strict=True)
        ),
    )


def _worked_out(out: Path, database: Path) -> tuple[float, float, float]:
    """Return the seconds for rules and measures, those for the findings, and the memory held before the latter."""
    begun = time.perf_counter()
    with open_duckdb(database, as_of=TO, since=SINCE) as engine:
        asked = findings.open_answers(engine)
        workings = measuring.workings(engine, asked)
        findings.counts_by_site(workings[0], asked)
        measuring.write_measures(engine, workings, out / "measures.csv")
        counted, memory = time.perf_counter() - begun, peak()
        found = timed(lambda: findings.write_findings(workings[0], asked, out / "findings.parquet"))
    return counted, found, memory


if __name__ == "__main__":
    run(measure)
