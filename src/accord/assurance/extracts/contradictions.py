"""What files say in two ways, of a site or of where somebody is: told, and nothing rejected, since nobody can know."""

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
_STAYS = """
WITH several AS (SELECT person_id FROM population GROUP BY 1 HAVING count(DISTINCT site_code) > 1),
told AS (
  SELECT *, max(last) OVER earlier AS ended, arg_max(line, last) OVER earlier AS other
  FROM (SELECT *, coalesce(end_day, 1000000) AS last FROM population SEMI JOIN several USING (person_id))
  WINDOW earlier AS (PARTITION BY person_id ORDER BY start_day, line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
SELECT count(DISTINCT told.person_id) OVER (), told.line, told.site_code, there.line, there.site_code
FROM told JOIN population AS there ON there.line = told.other
WHERE told.start_day < told.ended AND told.site_code <> there.site_code ORDER BY told.line LIMIT 1
"""
"""People who are at two sites on one day; whoever leaves on a day and arrives elsewhere on it is not."""


def find_contradictions(connection: duckdb.DuckDBPyConnection) -> tuple[Contradiction, ...]:
    """Return what the files say in two ways: of the kind of a site, of its area, and of where somebody is."""
    of_sites = [_find(connection, column) for column in COLUMNS]
    return tuple(found for found in (*of_sites, _find_stays(connection)) if found)


def _find_stays(connection: duckdb.DuckDBPyConnection) -> Contradiction | None:
    for people, line, site, other_line, other_site in connection.execute(_STAYS).fetchall():
        of = "1 person is at two sites on one day" if people == 1 else f"{people:,} people are at two sites on one day"
        first = f"population, line {line}: at site {site}, and on line {other_line} still at site {other_site}"
        return Contradiction(columns="start_date, end_date", of=of, first=first)
    return None


def _find(connection: duckdb.DuckDBPyConnection, column: str) -> Contradiction | None:
    said = " UNION ALL ".join(
        _SAID.format(column=column, order=order, table=table) for order, table in enumerate(TABLES)
    )
    for sites, source, line, here, site, usual, usual_line, usual_source in connection.execute(
        _FOUND.format(said=said)
    ).fetchall():
        there = f"{usual!r} on line {usual_line} of {usual_source}"
        first = f"{source}, line {line}: {here!r} for site {site}, which is {there}"
        of = "1 site is told of in two ways" if sites == 1 else f"{sites:,} sites are told of in two ways"
        return Contradiction(columns=column, of=of, first=first)
    return None
