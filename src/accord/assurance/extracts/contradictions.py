"""What files say of one site in two ways: told, and nothing rejected, since nobody can know which of them is right."""

from __future__ import annotations

import duckdb

from accord.assurance.extracts.extracts import Contradiction

TABLES = ("sites", "population", "decisions")
"""Files that say of a site what it is; the first in this order is set before the others."""
COLUMNS = ("site_type", "area_code")
_SAID = """
SELECT site_code, {column} AS said, {order} AS place, '{table}' AS source, min(line) AS line
FROM {table} WHERE {column} IS NOT NULL GROUP BY ALL
"""
_FOUND = """
WITH told AS ({said}),
apart AS (SELECT site_code FROM told GROUP BY 1 HAVING count(DISTINCT said) > 1),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY site_code ORDER BY place, line) AS rank
  FROM told SEMI JOIN apart USING (site_code)),
others AS (
  SELECT other.*, usual.said AS usual, usual.source AS usual_source, usual.line AS usual_line
  FROM ranked AS other JOIN ranked AS usual USING (site_code) WHERE usual.rank = 1 AND other.said <> usual.said)
SELECT count(DISTINCT site_code) OVER (), source, line, said, site_code, usual, usual_line, usual_source
FROM others ORDER BY place DESC, line LIMIT 1
"""


def find_contradictions(connection: duckdb.DuckDBPyConnection) -> tuple[Contradiction, ...]:
    """Return, for the kind of a site and for its area, how many sites the files tell of in two ways, and the first."""
    return tuple(found for column in COLUMNS if (found := _find(connection, column)))


def _find(connection: duckdb.DuckDBPyConnection, column: str) -> Contradiction | None:
    said = " UNION ALL ".join(
        _SAID.format(column=column, order=order, table=table) for order, table in enumerate(TABLES)
    )
    for sites, source, line, here, site, usual, usual_line, usual_source in connection.execute(
        _FOUND.format(said=said)
    ).fetchall():
        there = f"{usual!r} on line {usual_line} of {usual_source}"
        first = f"{source}, line {line}: {here!r} for site {site}, which is {there}"
        return Contradiction(column=column, sites=int(sites), first=first)
    return None
