"""Rows of people: every table is known, and shows nothing to nobody, to the wrong actor and to a forged one."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.apps import apps
from psycopg import errors, sql
from tests.builders import drafts, who
from tests.integration.kept.conftest import Raw, connected

from accord.domain.authority import Role
from accord.domain.classification import Classification
from accord.domain.reaches import SOFTWARE
from accord.plans.models.classification import FIELDS, LISTED
from accord.privileges.claims import claim

# A table of the catalogue belongs to a person when it has a column that says whose it is.
OF_PERSONS = """
    SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
      EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*' AND 0 = ANY(p.polroles))
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND (c.relname = 'people_person' OR EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
          AND (a.attname IN ('person_id', 'other_id', 'subject_person_id'))))
"""
TABLES = [
    "people_person", "people_nhsnumber", "people_name", "people_address", "people_telecom", "people_searchkey",
    "people_needs", "people_characteristics", "people_contact", "people_stay", "people_heldperson", "plans_version",
    "plans_fact", "plans_current", "plans_standing", "plans_draft", "plans_draftpart", "plans_kepttyping",
    "plans_conversationrecord", "plans_legalinstrument", "plans_statementrecord", "plans_statementanswer",
    "plans_reported", "plans_task",
]  # fmt: skip
HELD = ["people_person", "people_nhsnumber", "people_name", "plans_version", "plans_standing"]
"""Those in which there are rows. Where there are none the claim is not asked for, and nothing is shown either."""
FORGED = [
    "x", "|||||||", "a|b|c|CHLPX|1|9999999999|" + "0" * 64,
]  # fmt: skip


def count(raw: Raw, table: str) -> int:
    row = raw.execute(sql.SQL("SELECT count(*) FROM (SELECT 1 FROM {}) t").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])


def refuses(raw: Raw, table: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="was not signed for it"):
        count(raw, table)


def act(raw: Raw, claimed: str) -> None:
    raw.execute("SELECT set_config('accord.actor', %s, false)", [claimed])


def test_no_table_of_a_person_was_forgotten(owner_connection: psycopg.Connection[Any]) -> None:
    found = owner_connection.execute(OF_PERSONS).fetchall()
    assert {name for name, _, _ in found} >= {*TABLES, "events_event", "access_accesslog"}
    assert [name for name, forced, has_policy in found if not (forced and has_policy)] == []


@pytest.mark.parametrize("table", TABLES)
def test_table_shows_nothing_to_nobody(anybody: Raw, table: str) -> None:
    assert count(anybody, table) == 0


@pytest.mark.parametrize("table", HELD)
def test_table_shows_its_rows_to_whoever_reaches_them(gp: Raw, person: UUID, table: str) -> None:
    assert count(gp, table) > 0


@pytest.mark.parametrize("claimed", FORGED)
def test_forged_claim_is_an_error_and_no_empty_answer(gp: Raw, person: UUID, claimed: str) -> None:
    act(gp, claimed)
    for table in HELD:
        refuses(gp, table)


def test_claim_taken_away_shows_nothing(gp: Raw, person: UUID) -> None:
    act(gp, "")
    assert [count(gp, table) for table in TABLES] == [0] * len(TABLES)


@pytest.mark.parametrize("part", range(6))
def test_claim_with_any_part_changed_is_refused(gp: Raw, person: UUID, part: int) -> None:
    parts = claim(drafts.gp(), gp.info.backend_pid).split("|")
    parts[part] = {3: "CHLPX", 4: str(gp.info.backend_pid), 5: f"{time.time() + 9_999:.0f}"}.get(part, str(uuid4()))
    changed = parts if part != 4 else [*parts[:6], "0" * 64]
    act(gp, "|".join(changed))
    refuses(gp, "people_person")


def test_claim_of_another_connection_is_refused(gp: Raw, person: UUID) -> None:
    with connected() as other:
        act(other, claim(drafts.gp(), gp.info.backend_pid))
        refuses(other, "people_person")


def test_claim_that_has_ended_is_an_error_and_no_empty_answer(
    gp: Raw, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.privileges.claims.LASTS", -1.0)
    act(gp, claim(drafts.gp(), gp.info.backend_pid))
    with pytest.raises(errors.InsufficientPrivilege, match="has ended"):
        count(gp, "people_person")


def test_administrator_sees_people_and_no_plans(gp: Raw, person: UUID) -> None:
    with connected(who.actor("Y90001", Role.ADMINISTRATOR)) as administrator:
        assert count(administrator, "people_person") > 0
        assert [count(administrator, table) for table in TABLES if table.startswith("plans_")] == [0] * 13


def test_administrators_ticket_opens_no_plan(gp: Raw, person: UUID) -> None:
    with connected(who.actor("Y90001", Role.ADMINISTRATOR)) as administrator:
        row = administrator.execute("SELECT accord_open_read(%s, 'administration', 'details', '')", [person]).fetchone()
    assert row == (None,)


def test_nothing_is_written_for_nobody(anybody: Raw) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        anybody.execute(
            "INSERT INTO plans_standing (person_id, sheet, is_shared, updated_at) VALUES (%s, '{}', false, now())",
            [uuid4()],
        )


def test_owner_is_bound_by_what_the_policies_say(owner_connection: psycopg.Connection[Any]) -> None:
    owner_connection.execute("DROP POLICY shown ON plans_version")
    assert count(owner_connection, "plans_version") == 0
    owner_connection.rollback()


@pytest.mark.parametrize("function", ["accord_sign(text)", "accord_claim()", "accord_opened(text)"])
def test_key_signs_nothing_for_the_application(gp: Raw, function: str) -> None:
    allowed = gp.execute("SELECT has_function_privilege('accord_app', %s, 'EXECUTE')", [function]).fetchone()
    assert allowed == (False,)


def test_every_function_of_ours_has_its_own_search_path(owner_connection: psycopg.Connection[Any]) -> None:
    open_ones = owner_connection.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
        " AND proname NOT LIKE 'accord_test%%' AND NOT coalesce(proconfig::text, '') LIKE '%%search_path%%'"
    ).fetchall()
    assert open_ones == []


def test_no_column_with_content_is_readable(owner_connection: psycopg.Connection[Any]) -> None:
    readable = set()
    for model in apps.get_app_config("plans").get_models():
        for field in CLOSED.get(model._meta.model_name or "", ()):
            held = owner_connection.execute(
                "SELECT has_column_privilege('accord_app', %s, %s, 'SELECT')", [model._meta.db_table, field]
            ).fetchone()
            readable |= {(model._meta.db_table, field)} if held == (True,) else set()
    assert readable == set()


def clinical_fields() -> dict[str, tuple[str, ...]]:
    """Return the fields of plans that say something clinical, but for the few that lists and locks are made of."""
    return {
        name.lower(): tuple(
            each for each in held.get(Classification.CLINICAL, "").split() if each not in LISTED.get(name, "").split()
        )
        for name, held in FIELDS.items()
    }


CLOSED = clinical_fields()


def test_software_leaves_its_name(committed: None) -> None:
    with connected(SOFTWARE) as raw:
        [ticket] = raw.execute("SELECT accord_open_read(%s, 'care', 'record', '')", [uuid4()]).fetchone() or []
    assert ticket.split("|")[3] == str(SOFTWARE.staff_role_id)
