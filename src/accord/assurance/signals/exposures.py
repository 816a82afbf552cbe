"""Who was at risk of a first decision, for how many days: one row a stay and time since arrival.

Days before a person's first decision count, at the site where they were; the decision is that site's if it was made
there. So an annual round in which decisions are made anew adds nothing, and a home that opens, or takes many in, is
compared with others in the days after an arrival. Without stays, counts of people a month serve (without all that).
"""

from __future__ import annotations

import duckdb

from accord.assurance.signals.decisions import window
from accord.assurance.signals.kinds import Held, Settings

STAYS = ("person_id", "site_code", "start_date")
PERSON = "site_type, age, palliative_register, frailty, dementia"
"""What case-mix needs to know of a person."""
COUNTS = ("site_code", "month", "age_band", "people")
ABSENT = "The rate of decisions needs a population file (person_id, site_code, start_date) or population_counts."
"""Said in the report where neither is given."""

_FIRST = """
SELECT person_id, min(decided_at_day) AS decided, arg_min(decision_id, (decided_at_day, decision_id)) AS decision_id,
    arg_min(site_code, (decided_at_day, decision_id)) AS decided_at_site,
    arg_min(age, (decided_at_day, decision_id)) AS decided_at_age
FROM decisions WHERE cpr = 'not_for_cpr' AND decided_at_day <= $last GROUP BY person_id
"""
_OF_STAYS = """
CREATE TEMP TABLE at_risk AS
WITH made AS (FIRST), stays AS (
    SELECT site_code, area_code, start_day, COLUMNS, decided, decision_id, decided_at_site = site_code AS is_here,
        greatest(start_day, $first) AS begins,
        least(coalesce(end_day, $last) + 1, $last + 1, coalesce(decided, $last) + 1) AS leaves
    FROM population p LEFT JOIN made USING (person_id)
    WHERE start_day <= $last AND site_code IS NOT NULL
), bands AS (FROM (VALUES (0, 0, 28), (1, 28, 182), (2, 182, 1000000)) t(tenure, since, until))
SELECT stays.* EXCLUDE (begins, leaves, start_day, is_here), tenure,
    least(leaves, start_day + until) - greatest(begins, start_day + since) AS days,
    coalesce(is_here AND decided >= greatest(begins, start_day + since) AND decided < start_day + until, false)
        AS happened
FROM stays CROSS JOIN bands WHERE least(leaves, start_day + until) > greatest(begins, start_day + since)
"""
_OF_COUNTS = """
CREATE TEMP TABLE at_risk AS
WITH made AS (FIRST), kinds AS (
    SELECT site_code, mode(site_type) AS site_type, mode(area_code) AS area_code FROM decisions GROUP BY site_code
), rows AS (
    SELECT site_code, CASE age_band WHEN 'under 65' THEN 64 WHEN '65-79' THEN 79 WHEN '80 and over' THEN 80 END AS age,
        people * 30 AS days, false AS happened, NULL AS decision_id, month_day AS decided
    FROM population_counts WHERE month_day BETWEEN $first AND $last
    UNION ALL
    SELECT decided_at_site, decided_at_age, 0, true, decision_id, decided FROM made
    WHERE decided >= $first AND decided_at_site IN (SELECT site_code FROM population_counts)
)
SELECT rows.*, site_type, area_code, 0 AS tenure, NULL::VARCHAR AS dementia, NULL::VARCHAR AS palliative_register,
    NULL::BIGINT AS frailty
FROM rows LEFT JOIN kinds USING (site_code)
"""


def has_stays(held: Held) -> bool:
    """Whether the stays of persons are given."""
    return held.has("population", *STAYS)


def is_known(held: Held) -> bool:
    """Whether there is anything to compare a number of decisions with."""
    return has_stays(held) or held.has("population_counts", *COUNTS)


def take_at_risk(held: Held, settings: Settings, more: str = "") -> duckdb.DuckDBPyConnection:
    """Return a connection with a table `at_risk`: what case-mix needs, days, and whether a decision happened.

    `more`: further columns in SQL, of the table of stays.
    """
    tables = held.tables.cursor()
    first, last = window(settings)
    statement = _OF_STAYS if has_stays(held) else _OF_COUNTS
    tables.execute(statement.replace("FIRST", _FIRST).replace("COLUMNS", PERSON + more), {"first": first, "last": last})
    return tables
