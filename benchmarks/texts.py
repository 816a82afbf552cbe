"""Reading reasons, with one process: different texts a second, and both signals: `python -m benchmarks texts`.

The texts are those of the region that detection draws: three in four are their writer's own, so that nearly every
decision carries a different one. That is the worst case; a text that many decisions carry is read once.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from accord.assurance.signals import group_rationale, same_text
from accord.assurance.signals import kinds as signal_kinds
from accord.assurance.signals.form_phrases import folded
from accord.assurance.signals.resemblances import signatures
from accord.assurance.simulations.regions import generate
from accord.assurance.simulations.settings import RegionSettings
from accord.domain.group_reasons import judge_text
from accord.domain.rationales import phrase_codes
from accord.soundness.ibis_rules import schema
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
    asked = signal_kinds.Settings(as_of=AS_OF)
    signals = [
        ("group_rationale", lambda: group_rationale.find(held, asked)),
        ("same_text", lambda: same_text.find(held, asked)),
    ]
    return [
        *(_figure(name, "a second", count / _took(work), table.num_rows, more=True) for name, count, work in rates),
        *(_figure(f"{name}, the whole file", "s", _took(work), table.num_rows) for name, work in signals),
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


def _took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _figure(name: str, unit: str, value: float, decisions: int, *, more: bool = False) -> Figure:
    return Figure(name=name, unit=unit, value=value, people=decisions, more_is_better=more)


if __name__ == "__main__":
    run(measure)
