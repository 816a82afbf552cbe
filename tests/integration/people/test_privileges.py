"""The application may do to each table what its room needs, and nothing more."""

import pytest
from django.db import connection

CHANGES = ("SELECT", "INSERT", "UPDATE", "DELETE")
ALLOWED = {
    "events_event": "SELECT INSERT",
    "events_outbox": "SELECT INSERT",
    "organisations_organisation": "SELECT INSERT UPDATE",
    "organisations_organisationrole": "SELECT INSERT UPDATE",
    "organisations_relationship": "SELECT INSERT UPDATE",
    "organisations_staffmember": "SELECT INSERT UPDATE",
    "organisations_staffrole": "SELECT INSERT UPDATE",
    "people_person": "SELECT INSERT UPDATE",
    "people_nhsnumber": "SELECT INSERT UPDATE",
    "people_needs": "SELECT INSERT UPDATE",
    "people_characteristics": "SELECT INSERT UPDATE",
    "people_contact": "SELECT INSERT UPDATE",
    "people_stay": "SELECT INSERT UPDATE",
    "people_heldperson": "SELECT INSERT UPDATE",
    "people_name": "SELECT INSERT DELETE",
    "people_address": "SELECT INSERT DELETE",
    "people_telecom": "SELECT INSERT DELETE",
    "people_searchkey": "SELECT INSERT DELETE",
    "access_user": "SELECT INSERT UPDATE",
    "access_signinattempt": "SELECT INSERT DELETE",
    "access_accesslog": "SELECT",
    "access_heldform": "SELECT INSERT DELETE",
    "access_submission": "SELECT INSERT DELETE",
    "access_seal": "SELECT INSERT",
    "access_signedhead": "SELECT INSERT",
    "access_session": "SELECT INSERT UPDATE DELETE",
    "access_authenticator": "SELECT INSERT UPDATE DELETE",
    "access_recoverycode": "SELECT INSERT DELETE",
    "access_alert": "SELECT",
    "access_carerelationship": "SELECT INSERT",
    "access_givenreason": "SELECT INSERT",
    "access_lookreview": "SELECT INSERT",
    "access_notice": "SELECT INSERT",
    "access_noticeputaway": "SELECT INSERT",
    "access_passkey": "SELECT INSERT DELETE",
    "access_system": "SELECT INSERT",
    "access_systemallowance": "SELECT INSERT UPDATE",
    "access_systemtoken": "SELECT INSERT DELETE",
    "access_usedassertion": "SELECT INSERT DELETE",
    "organisations_competencerecord": "SELECT INSERT",
}
ROOMS = ("events", "organisations", "people", "access")


def tables() -> set[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return {name for name in names if name.split("_")[0] in ROOMS}


def test_every_table_is_listed() -> None:
    assert tables() == set(ALLOWED)


@pytest.mark.parametrize("table", sorted(ALLOWED))
def test_table_allows_what_is_listed(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(%s::text[]) p WHERE has_table_privilege('accord_app', %s, p)", [list(CHANGES), table]
        )
        held = {privilege for (privilege,) in cursor.fetchall()}
    assert held == set(ALLOWED[table].split())


@pytest.mark.parametrize(
    ("table", "column"),
    [("events_outbox", "delivered_at"), ("access_submission", "location"), ("access_recoverycode", "used_at")],
)
def test_one_column_changes_and_no_other(table: str, column: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " AND has_column_privilege('accord_app', attrelid, attnum, 'UPDATE')",
            [table],
        )
        assert cursor.fetchall() == [(column,)]
