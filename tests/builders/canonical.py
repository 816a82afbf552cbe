"""Canonical tables of a few decisions, held in memory, for the tests of signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import duckdb
import pyarrow as pa

from accord.assurance.signals.kinds import Held, Settings
from accord.soundness.ibis_rules import schema

FIRST_DAY = 18_000
SETTINGS = Settings(as_of=date(2026, 11, 22))
Row = Mapping[str, str | int | None]


def decision(number: int, **given: str | int | None) -> dict[str, str | int | None]:
    """Return one decision against CPR, of a person of their own, by one signer at one site."""
    usual: dict[str, str | int | None] = {
        "decision_id": f"D{number}",
        "person_id": f"P{number}",
        "site_code": "S1",
        "area_code": "A1",
        "signer_id": "G1",
        "signer_org_code": "Y1",
        "cpr": "not_for_cpr",
        "decided_at_day": FIRST_DAY + number,
    }
    return {**usual, **given}


def held(decisions: Iterable[Row]) -> Held:
    """Return these decisions as canonical tables."""
    rows = list(decisions)
    tables = duckdb.connect()
    columns = {
        name: pa.array([row.get(name) for row in rows], pa.int64() if kind.is_integer() else pa.string())
        for name, kind in schema().items()
    }
    tables.register("columns", pa.table(columns))
    tables.execute("CREATE TABLE decisions AS SELECT * FROM columns")
    tables.execute("CREATE TABLE given (table_name VARCHAR, column_name VARCHAR)")
    for column in sorted({name.removesuffix("_day") for row in rows for name in row}):
        tables.execute("INSERT INTO given VALUES ('decisions', ?)", [column])
    return Held.of(tables)
