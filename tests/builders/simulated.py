"""One small simulated region, drawn once, and what a test asks of it; signals and events made by hand."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import duckdb

from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.simulations.answers import PlantedEvent
from accord.assurance.simulations.events import EventKind
from accord.assurance.simulations.regions import Region, generate
from accord.assurance.simulations.scores import Raised
from accord.assurance.simulations.settings import RegionSettings

SETTINGS = RegionSettings(sites=300, years=2, seed=20, repeats=1)
MIDDLE = SETTINGS.offset + SETTINGS.days // 2
VIEWS = """
    CREATE VIEW of_events AS
      SELECT t.kind AS event_kind, t.* EXCLUDE (kind, area_code), d.*,
             DATE '1970-01-01' + decided_at_day::INTEGER AS decided
      FROM truth t JOIN planted USING (event) JOIN decisions d USING (decision_id);
    CREATE VIEW ordinary AS
      SELECT *, DATE '1970-01-01' + decided_at_day::INTEGER AS decided,
             lead(decided_at_second) OVER (PARTITION BY person_id ORDER BY decided_at_second) AS next_second
      FROM decisions WHERE decision_id NOT IN (SELECT decision_id FROM planted);
    CREATE VIEW stays AS
      SELECT start_day, end_day, decided_at_day FROM population JOIN decisions USING (person_id);
    CREATE VIEW midway AS
      SELECT p.site_type, d.person_id IS NOT NULL AS has_dnacpr FROM population p LEFT JOIN (
        SELECT DISTINCT person_id FROM decisions
        WHERE cpr = 'not_for_cpr' AND decided_at_day <= {day} AND coalesce(ended_at_day > {day}, true)) d
      USING (person_id) WHERE start_day <= {day} AND coalesce(end_day > {day}, true);
    CREATE VIEW at_likenesses AS SELECT l.kind AS likeness, d.* FROM likenesses l JOIN decisions d USING (site_code);
    CREATE VIEW of_contacts AS
      SELECT event, event_kind, people, o.person_id, withheld FROM of_events o JOIN contacts USING (person_id);
    CREATE VIEW policies AS
      SELECT t.event, e.kind AS told FROM truth t LEFT JOIN external_events e
      ON e.area_code = t.area_code AND DATE '1970-01-01' + e.day::INTEGER = t.begins WHERE t.kind = 'area_policy';
    CREATE VIEW groups AS
      SELECT p.person_id, p.age, p.dementia, bool_or(d.decision_id IS NOT NULL) AS has_one
      FROM truth t JOIN population p ON p.site_code = t.site_codes[1] LEFT JOIN decisions d USING (person_id)
      WHERE t.kind = 'whole_group' AND DATE '1970-01-01' + p.start_day::INTEGER < t.begins
        AND coalesce(DATE '1970-01-01' + p.end_day::INTEGER > t.ends, true) GROUP BY ALL;
"""
BEGAN = dt.date(2026, 3, 2)


@cache
def region() -> Region:
    """Return the region."""
    return generate(SETTINGS)


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, table in region().tables.items():
        connection.register(name, table)
    for name in ("truth", "planted", "likenesses"):
        connection.register(name, getattr(region(), name))
    connection.execute(VIEWS.replace("{day}", str(MIDDLE)))
    return connection


def rows(table: str, where: str = "true") -> duckdb.DuckDBPyRelation:
    """Return the rows of a table or view of the region for which something holds."""
    return _connection().table(table).filter(where)


def count(table: str, where: str = "true") -> int:
    """Return how many rows there are."""
    return int(number(rows(table, where).aggregate("count(*)")))


def share(table: str, what: str, where: str = "true") -> float:
    """Return in which share of the rows something holds; what is not recorded does not."""
    return number(rows(table, where).aggregate(f"avg(coalesce({what}, false)::INTEGER)"))


def number(found: duckdb.DuckDBPyRelation) -> float:
    """Return the one number that was found."""
    return float(found.fetchall()[0][0])


def values(table: str, column: str, where: str = "true") -> set[Any]:
    """Return the different values of a column or expression."""
    return {value for (value,) in rows(table, where).project(column).distinct().fetchall()}


def event(*decisions: str, kind: EventKind = EventKind.BLANKET, size: int = 5, number: int = 0) -> PlantedEvent:
    """Return an event whose decisions were all entered on the day it began."""
    entered = dict.fromkeys(decisions, BEGAN)
    return PlantedEvent(number=number, kind=kind, size=size, begins=BEGAN, entered=entered)


def raised(
    *decisions: str,
    after: int = 7,
    site: str = "ZS1",
    by_rule: bool = False,
    kind: SignalKind = SignalKind.BURST,
    expected: float | None = None,
) -> Raised:
    """Return a signal about these decisions, raised so many days after the event began."""
    signal = Signal(
        signal=kind,
        question="Why so many?",
        decision_ids=decisions,
        observed=len(decisions),
        expected=expected,
        p_value=None if by_rule else 0.001,
        site_code=site,
    )
    return Raised(as_of=BEGAN + dt.timedelta(days=after), signal=signal)
