"""Alerts are raised in the name of whoever acts, by the database alone, and nobody keeps one from being raised."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from psycopg import errors
from tests.integration.kept.conftest import Raw

from accord.domain.relationships import REASON_HOLDS

OUTSIDE = "SELECT accord_open_outside(%s, 'care', 'plan')"
ALERTS = "SELECT count(*) FROM access_alert WHERE person_id = %s"
TAKES_A_TIME = """
    SELECT count(*) FROM pg_proc
    WHERE proname ~ '^accord_(open|raise|alert|look)' AND 'timestamptz'::regtype = ANY(proargtypes)
"""
COUNTS_FOR = "SELECT interval '24 hours' = %s"


def opened_outside(raw: Raw, person: UUID) -> str:
    row = raw.execute(OUTSIDE, [person]).fetchone()
    assert row is not None
    return str(row[0][1])


def test_alert_cannot_be_raised_in_the_name_of_another(gp: Raw) -> None:
    row = "INSERT INTO access_alert (id, person_id, staff_id, staff_role_id, organisation_id, purpose, what, basis)"
    with pytest.raises(errors.InsufficientPrivilege):
        gp.execute(f"{row} VALUES (%s, %s, %s, %s, %s, 'care', 'plan', 'outside')", [uuid4() for _ in range(5)])


def test_nobody_says_since_when_an_alert_counts(gp: Raw) -> None:
    assert gp.execute(TAKES_A_TIME).fetchone() == (0,)


def test_alert_of_more_than_a_day_ago_counts_no_more(gp: Raw, owner_connection: Raw) -> None:
    person = uuid4()
    first = opened_outside(gp, person)
    assert opened_outside(gp, person) == first
    owner_connection.execute("ALTER TABLE access_alert DISABLE TRIGGER append_only")
    owner_connection.execute("UPDATE access_alert SET raised_at = raised_at - interval '25 hours'")
    owner_connection.execute("ALTER TABLE access_alert ENABLE TRIGGER append_only")
    owner_connection.commit()
    assert opened_outside(gp, person) != first
    assert gp.execute(ALERTS, [person]).fetchone() == (2,)


def test_alert_counts_for_as_long_as_a_reason_holds(gp: Raw) -> None:
    assert gp.execute(COUNTS_FOR, [REASON_HOLDS]).fetchone() == (True,)


def test_nobody_raises_none(anybody: Raw) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        anybody.execute("SELECT accord_alert_asked(%s, 'care', 'open')", [uuid4()])
