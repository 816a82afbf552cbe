"""What no cell shows by itself: ids given twice, days in the future, and decisions before birth or after death.

Each check is one statement over whole tables; it takes rows alone that could be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb

from accord.assurance.extracts.loads import held
from accord.assurance.extracts.words import quoted
from accord.domain.dataset import TABLES, Table

_EPOCH = date(1970, 1, 1)
_HAPPENED = {
    "decisions": ("decided_at", "decided_at_day"),
    "population": ("start_date", "start_day"),
    "moves": ("moved_at", "moved_at_day"),
    "contacts": ("at", "at_day"),
}
"""The day on which what a row tells of happened."""
_DAY = "strftime(DATE '1970-01-01' + {}::INTEGER, '%Y-%m-%d')"


def check(connection: duckdb.DuckDBPyConnection, given: set[str], as_of: date) -> None:
    """Write a reject for each row that contradicts another row, or the calendar."""
    for table in TABLES:
        if table.name in given:
            _reject_repeated(connection, table)
            for reject in _rejections(table, as_of):
                connection.execute(reject)
    if {"decisions", "population"} <= given:
        connection.execute(_BEFORE_BIRTH)
    if "decisions" in given and ("contacts" in given or _tells_of_deaths(connection)):
        connection.execute(_AFTER_DEATH)


def _rejections(table: Table, as_of: date) -> Iterator[str]:
    if table.name in _HAPPENED:
        column, day = _HAPPENED[table.name]
        words = quoted(f"is after {as_of.isoformat()}, the day of this report (--as-of)")
        yield (
            f"INSERT INTO rejects SELECT {quoted(table.name)}, line, {quoted(column)}, {_DAY.format(day)}, {words}"
            f" FROM {held(table)} WHERE wrong IS NULL AND {day} > {(as_of - _EPOCH).days}"
        )
    if table.name == "population":
        yield (
            f"INSERT INTO rejects SELECT 'population', line, 'end_date', {_DAY.format('end_day')},"
            " 'is before start_date' FROM held_population WHERE wrong IS NULL AND end_day < start_day"
        )


def _reject_repeated(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    for column in table.columns:
        if column.unique:
            # eight bytes are counted faster than words; what they find is looked at as words
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT hash({column.name}) AS id FROM {held(table)}"
                " WHERE wrong IS NULL GROUP BY 1 HAVING count(*) > 1"
            )
            connection.execute(
                f"INSERT INTO rejects SELECT {quoted(table.name)}, line, {quoted(column.name)}, NULL,"
                " 'is that of line ' || first || ' too: each row has one of its own, and the first is kept' FROM ("
                f"SELECT line, min(line) OVER (PARTITION BY {column.name}) AS first FROM {held(table)}"
                f" WHERE wrong IS NULL AND hash({column.name}) IN (FROM repeated)) WHERE line > first"
            )


def _tells_of_deaths(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(
        connection.execute(
            "SELECT 1 FROM held_decisions WHERE status = 'died' AND ended_at_day IS NOT NULL LIMIT 1"
        ).fetchall()
    )


# Somebody who was 83 on a day was born after the day 84 years before it.
_BEFORE_BIRTH = f"""
    INSERT INTO rejects
    SELECT 'decisions', decided.line, 'decided_at', {_DAY.format("decided_at_day")},
      'is before the person was born, by their age on line ' || stay || ' of population'
    FROM held_decisions AS decided JOIN (
      SELECT person_id, arg_max(line, unborn) AS stay, max(unborn) AS unborn FROM (
        SELECT person_id, line,
          (CAST(DATE '1970-01-01' + CAST(start_day AS INTEGER) - to_years(CAST(age AS INTEGER) + 1) AS DATE)
            - DATE '1970-01-01') AS unborn
        FROM held_population WHERE wrong IS NULL AND age IS NOT NULL)
      WHERE unborn >= (SELECT min(decided_at_day) FROM held_decisions) GROUP BY person_id) AS born USING (person_id)
    WHERE decided.wrong IS NULL AND decided_at_day <= unborn
"""

_AFTER_DEATH = f"""
    INSERT INTO rejects
    SELECT 'decisions', decided.line, 'decided_at', {_DAY.format("decided_at_day")},
      'is after the person died on ' || {_DAY.format("died.day")} || ', as line ' || told || ' of ' || source || ' says'
    FROM held_decisions AS decided JOIN (
      SELECT person_id, min(day) AS day, arg_min(line, day) AS told, arg_min(source, day) AS source FROM (
        SELECT person_id, at_day AS day, line, 'contacts' AS source FROM held_contacts WHERE kind = 'death'
        UNION ALL
        SELECT person_id, ended_at_day, line, 'decisions' FROM held_decisions
        WHERE wrong IS NULL AND status = 'died' AND ended_at_day IS NOT NULL)
      WHERE day < (SELECT max(decided_at_day) FROM held_decisions) GROUP BY person_id) AS died USING (person_id)
    WHERE decided.wrong IS NULL AND decided_at_day > died.day
"""
