"""Reading reasons: different texts a second and process, and whole files: `python -m benchmarks texts`.

The texts are those of the region that detection draws: three in four are their writer's own, so that nearly every
decision carries a different one. That is the worst case; a text that many decisions carry is read once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from accord.assurance.runs.texts_read import PROCESSES, read_all
from accord.assurance.signals import group_rationale, same_text
from accord.assurance.signals import kinds as signal_kinds
from accord.assurance.signals.form_phrases import folded
from accord.assurance.signals.resemblances import signatures
from accord.assurance.simulations.regions import generate
from accord.assurance.simulations.settings import RegionSettings
from accord.domain.group_reasons import judge_text
from accord.domain.rationales import phrase_codes
from accord.soundness.ibis_rules import schema
from benchmarks.bare import peak, scan_bare, timed
from benchmarks.figures import Figure
from benchmarks.runs import CONSOLE, Settings, run

DECISIONS_A_SITE = 45
"""So many decisions a site makes in the region's two years, about."""
SAMPLE = 4_000
AS_OF = dt.date(2100, 1, 1)


def measure(settings: Settings) -> Sequence[Figure]:
    """Read the texts of a region of about so many decisions, one at a time and as signals."""
    sites = max(60, settings.people // DECISIONS_A_SITE)
    table = generate(RegionSettings(sites=sites, years=2, seed=1, repeats=1)).tables["decisions"]
    database = settings.data / "tables.duckdb"
    _hold(table, database)
    held = signal_kinds.Held.open(database)
    texts = [text for (text,) in held.rows(f"SELECT DISTINCT rationale FROM decisions USING SAMPLE {SAMPLE}") if text]  # noqa: S608  a number of ours
    whole = [text for (text,) in held.rows(f"SELECT DISTINCT {folded('rationale')} FROM decisions") if text]  # noqa: S608  an expression of ours
    CONSOLE.print(f"{table.num_rows:,} decisions, {len(whole):,} different texts")
    rates = [
        ("Judge a text (all of them, without the sieve)", len(texts), lambda: [judge_text(text) for text in texts]),
        ("Find the codes of a text", len(texts), lambda: [phrase_codes(text) for text in texts]),
        ("Sign a text for likeness (128 hashes)", len(whole), lambda: signatures(whole, seed=1)),
    ]
    asked = signal_kinds.Settings(as_of=AS_OF, processes=PROCESSES)
    every = [text for (text,) in held.rows("SELECT DISTINCT rationale FROM decisions") if text]
    wholes = [
        ("Reasons read for rules and measures, two processes", lambda: sum(map(len, read_all(every)))),
        ("group_rationale, two processes", lambda: group_rationale.find(held, asked)),
        ("same_text", lambda: same_text.find(held, asked)),
    ]
    bare = timed(lambda: scan_bare(database, "decisions"))
    return [
        *(_figure(name, "a second", count / timed(work), table.num_rows) for name, count, work in rates),
        *(_whole(f"{name}, the whole file", timed(work), table.num_rows, bare) for name, work in wholes),
        Figure(name="Memory to read reasons", unit="GiB", people=table.num_rows, value=peak()),
    ]


def _hold(table: pa.Table, database: Path) -> None:
    """Write the canonical tables that signals of words read."""
    absent = {name: kind for name, kind in schema().items() if name not in table.column_names}
    nulls = {
        name: pa.nulls(len(table), pa.int64() if kind.is_integer() else pa.string()) for name, kind in absent.items()
    }
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as tables:
        tables.register("drawn", table)
        tables.register("nulls", pa.table(nulls))
        tables.execute("CREATE TABLE decisions AS SELECT * FROM drawn POSITIONAL JOIN nulls")
        tables.execute("CREATE TABLE given (table_name VARCHAR, column_name VARCHAR)")
        tables.executemany("INSERT INTO given VALUES ('decisions', ?)", [[name] for name in table.column_names])


def _figure(name: str, unit: str, value: float, decisions: int) -> Figure:
    return Figure(name=name, unit=unit, value=value, people=decisions, more_is_better=True)


def _whole(name: str, took: float, decisions: int, bare: float) -> Figure:
    by = "reading every column in DuckDB"
    return Figure(name=name, unit="s", value=took, people=decisions, bound=bare, bound_by=by, grows=True)


if __name__ == "__main__":
    run(measure)
