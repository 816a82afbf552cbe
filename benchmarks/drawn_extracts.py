"""Canonical tables of an extract, drawn in one go by DuckDB: as many decisions as asked for, half as many people.

Every column of the dataset is filled but for the words of a reason; a tenth of the cells hold nothing. Each person has
two decisions at the site where they are, by one of its five signers, and each day is as likely: nothing happened that
a signal should tell of. The same size gives the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from accord.domain.dataset import DECISIONS, POPULATION, SITES, TABLES
from accord.domain.facts import BY_NAME, FACTS, Fact, Kind, day_cells
from accord.domain.moments import Moment

TO = day_cells("x", Moment.read("2026-11-01"))["x_day"]
DAYS = 3 * 365
SETTLED = 61
A_SITE = 500
"""Decisions at one site."""
PEOPLE_A_DECISION = 0.5
LATER = {"decided_at": 0, "recorded_at": 3_600, "endorsed_at": 86_400, "shared_at": 40_000, "gp_received_at": 200_000}
"""Seconds after the decision, about which each moment lies; any other lies before it."""
SITES_DRAWN = """
CREATE TABLE sites AS
SELECT 'S' || range AS site_code, NULL::VARCHAR AS name, NULL::VARCHAR AS site_type, 'A' || range % 42 AS area_code,
       40::BIGINT AS places
FROM range(?)
"""
GIVEN = {
    "decision_id": "'d' || line",
    "person_id": "'p' || line // 2",
    "site_code": "'S' || line // 2 % {sites}",
    "site_type": "['nursing_home', 'residential_home', 'acute_hospital', 'gp_practice'][1 + line // 2 % {sites} % 4]",
    "area_code": "'A' || line // 2 % {sites} % 42",
    "signer_id": "'c' || line // 2 % {sites} || '-' || drawn(line, 1, 5)",
    "signer_org_code": "'G' || line // 2 % {sites} // 4",
    "cpr": "CASE WHEN drawn(line, 3, 10) < 9 THEN 'not_for_cpr' ELSE 'for_cpr' END",
    "status": "CASE WHEN drawn(line, 4, 4) > 0 THEN 'active' ELSE 'died' END",
    "ended_at": "CASE WHEN drawn(line, 4, 4) = 0 THEN decided + drawn(line, 5, 30000000) END",
    "ethnicity": "['A', 'B', 'H', 'J', 'M', 'N', 'Z'][1 + drawn(line, 6, 7)]",
    "rationale": "NULL",
    "rationale_codes": "['clinical_condition', 'clinical_condition;frailty', 'person_refusal'][1 + drawn(line, 13, 3)]",
    "rationale_hash": "'h' || drawn(line, 7, {rows})",
    "age": "40 + drawn(line, 8, 60)",
}


def draw(database: Path, rows: int, sites: int | None = None) -> None:
    """Write the tables of so many decisions, at so many sites (or one for every 500), into a new database."""
    connection = duckdb.connect(str(database))
    try:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET memory_limit = '3GB'")
        connection.execute("CREATE MACRO drawn(line, salt, n) AS (hash(line, salt) // 16 % n)::BIGINT")
        sites = sites or max(rows // A_SITE, 10)
        _create(connection, "decisions", rows, sites, _decisions(rows, sites))
        _create(connection, "population", int(rows * PEOPLE_A_DECISION), sites, _population(rows, sites))
        connection.execute(SITES_DRAWN, [sites])
        for table in TABLES:
            # Tables that nothing here asks for are there, as in every extract, and empty.
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table.name} (line BIGINT)")
        connection.execute("CREATE TABLE given (table_name VARCHAR, column_name VARCHAR)")
        given = [(table.name, name) for table in (DECISIONS, POPULATION, SITES) for name in table.names]
        connection.executemany("INSERT INTO given VALUES (?, ?)", [row for row in given if row[1] != "rationale"])
    finally:
        connection.close()


def _create(connection: duckdb.DuckDBPyConnection, name: str, rows: int, sites: int, columns: Iterator[str]) -> None:
    # A person's first decision falls on any day, the second on any from then on.
    first = f"{TO} - drawn(line // 2 * 2, 0, {DAYS})"
    later = f"(line % 2) * drawn(line, 14, 1 + drawn(line // 2 * 2, 0, {DAYS}))"
    decided = f"({first} + {later}) * 86400 + drawn(line, 9, 80000)"
    # Long before, so that nobody's arrival explains when a decision was made.
    came = f"{TO - DAYS - SETTLED} - drawn(line, 5, 400)"
    told = f"({decided})::BIGINT AS decided, ({came})::BIGINT AS came"
    drawn = f"SELECT range AS line, {told} FROM range({rows})"  # noqa: S608 (numbers alone)
    selected = ", ".join(columns).format(rows=rows, sites=sites)
    connection.execute(f"CREATE TABLE {name} AS SELECT line, {selected} FROM ({drawn})")  # noqa: S608 (made here)


def _decisions(rows: int, sites: int) -> Iterator[str]:
    for place, fact in enumerate(FACTS):
        if fact.in_dataset:
            yield from _cells(fact, place + 10)


def _population(rows: int, sites: int) -> Iterator[str]:
    for name in ("person_id", "site_code", "site_type", "area_code"):
        # Half of the people with decisions, and as many without.
        yield f"{GIVEN[name].replace('line // 2', f'(line + {rows // 4})')} AS {name}"
    yield "came AS start_day"
    yield f"CASE WHEN drawn(line, 4, 3) = 0 THEN {TO} - drawn(line, 12, 400) END AS end_day"
    for place, column in enumerate(POPULATION.columns):
        if (column.name in BY_NAME and column.name not in GIVEN) or column.name in ("age", "ethnicity"):
            yield from _cells(BY_NAME[column.name], place + 100)


def _cells(fact: Fact, salt: int) -> Iterator[str]:
    if fact.kind in (Kind.MOMENT, Kind.DATE):
        yield from _times(fact, salt)
        return
    given = GIVEN.get(fact.name) or _drawn(fact, salt)
    kind = "BIGINT" if fact.kind is Kind.INTEGER else "VARCHAR"
    yield f"({given})::{kind} AS {fact.name}"


def _drawn(fact: Fact, salt: int) -> str:
    nothing = f"WHEN drawn(line, {salt}, 10) = 0 THEN NULL"
    if fact.kind is Kind.INTEGER:
        return f"CASE {nothing} ELSE 1 + drawn(line, {salt}, {min(fact.at_most or 60, 60)}) END"
    values = ", ".join(f"'{value}'" for value in fact.values)
    return f"CASE {nothing} ELSE [{values}][1 + drawn(line, {salt}, {len(fact.values)})] END"


def _times(fact: Fact, salt: int) -> Iterator[str]:
    after = LATER.get(fact.name, -100_000)
    second = GIVEN.get(fact.name) or f"decided + {after} + (drawn(line, {salt}, 100000))"
    if fact.name == "decided_at":
        second = "decided"
    held = "true" if fact.name in ("decided_at", "ended_at") else f"drawn(line, {salt}, 10) > 0"
    yield f"(CASE WHEN {held} THEN ({second}) // 86400 END)::BIGINT AS {fact.columns[0]}"
    if len(fact.columns) > 1:
        yield f"(CASE WHEN {held} THEN {second} END)::BIGINT AS {fact.columns[1]}"
