"""Who stands behind a pseudonym is told for a reason, by leave of somebody else, once, and with a trace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.utils import timezone
from tests.builders import drafts, pseudonyms
from tests.builders.pseudonyms import approved, asked, in_role

from accord.access.models import AccessLog
from accord.domain.authority import GRANTS, Permission, Role
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.reidentification import STANDS, WAITS, Column, State
from accord.events.models import Event
from accord.plans.actions import reidentification as actions
from accord.plans.models import ReidentificationRequest, ReidentificationShown
from accord.plans.queries import reidentification as queries
from accord.plans.queries.keys import kept_key
from accord.projections.dataset import pseudonym

LEAD, OFFICER = in_role(Role.ASSURANCE_LEAD), in_role(Role.PRIVACY_OFFICER, 8)
UNKNOWN = "0" * 20


STEPS = {
    "decide": lambda number: actions.decide(number=number, approved=True, words="Yes.", by=OFFICER),
    "show": lambda number: actions.show(number=number, by=LEAD),
}


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.ACCORD_PSEUDONYM_KEY = pseudonyms.KEY


@pytest.fixture
def signed(person: UUID) -> UUID:
    return drafts.signed(person).version_id


def test_person_is_found_by_either_pseudonym(person: UUID, signed: UUID) -> None:
    mine, plan = pseudonyms.of(person), pseudonyms.of(signed, Column.DECISION)
    by_person = actions.show(number=approved(f"{UNKNOWN}\n{mine}"), by=LEAD)
    by_plan = actions.show(number=approved(plan, column=Column.DECISION), by=LEAD)
    assert (by_person, by_plan) == ({mine: person}, {plan: person})


def test_each_person_who_is_shown_is_noted_with_the_request(person: UUID, signed: UUID) -> None:
    number = approved(pseudonyms.of(person))
    assert not AccessLog.objects.filter(person_id=person, what="re_identification").exists()
    actions.show(number=number, by=LEAD)
    noted = AccessLog.objects.get(person_id=person, what="re_identification")
    assert (noted.staff_id, noted.basis) == (LEAD.staff_id, f"re-identification {number}")


def test_answer_is_shown_once(person: UUID, signed: UUID) -> None:
    number = approved(pseudonyms.of(person))
    actions.show(number=number, by=LEAD)
    with pytest.raises(Conflict, match="it is shown"):
        actions.show(number=number, by=LEAD)


def test_person_without_a_decision_is_never_found(person: UUID) -> None:
    assert actions.show(number=approved(pseudonyms.of(person)), by=LEAD) == {}


def test_nothing_is_shown_before_it_is_approved_or_after_it_was_refused(person: UUID, signed: UUID) -> None:
    number = asked(pseudonyms.of(person))
    with pytest.raises(Conflict, match="waiting"):
        actions.show(number=number, by=LEAD)
    actions.decide(number=number, approved=False, words="Ask the home.", by=OFFICER)
    with pytest.raises(Conflict, match="refused"):
        actions.show(number=number, by=LEAD)


def test_nobody_decides_about_their_own(person: UUID) -> None:
    number = asked(pseudonyms.of(person))
    both = in_role(Role.PRIVACY_OFFICER, LEAD.staff_id.int)
    with pytest.raises(NotPermitted):
        actions.decide(number=number, approved=True, words="I need it.", by=both)


def test_answer_is_for_whoever_asked(person: UUID, signed: UUID) -> None:
    with pytest.raises(NotPermitted):
        actions.show(number=approved(pseudonyms.of(person)), by=in_role(Role.ASSURANCE_LEAD, 9))


def test_decision_is_made_once() -> None:
    number = approved(UNKNOWN)
    with pytest.raises(Conflict):
        actions.decide(number=number, approved=False, words="No.", by=OFFICER)


@pytest.mark.parametrize(("age", "step"), [(WAITS, "decide"), (STANDS, "show")])
def test_request_lapses(age: timedelta, step: str) -> None:
    then = timezone.now() - age
    number = asked(UNKNOWN, now=then) if step == "decide" else approved(UNKNOWN, now=then)
    assert queries.one(number).course.state(timezone.now()) is State.LAPSED  # type: ignore[union-attr]  # just made
    with pytest.raises(Conflict, match="lapsed"):
        STEPS[step](number)


@pytest.mark.parametrize("role", [role for role in Role if Permission.REQUEST_REIDENTIFICATION not in GRANTS[role]])
def test_asking_needs_its_permission(role: Role) -> None:
    with pytest.raises(NotPermitted):
        asked(UNKNOWN, by=in_role(role))


@pytest.mark.parametrize("role", [role for role in Role if Permission.APPROVE_REIDENTIFICATION not in GRANTS[role]])
def test_deciding_needs_its_permission(role: Role) -> None:
    with pytest.raises(NotPermitted):
        actions.decide(number=asked(UNKNOWN), approved=True, words="Yes.", by=in_role(role, 8))


def test_nobody_may_both_ask_and_decide() -> None:
    both = {Permission.REQUEST_REIDENTIFICATION, Permission.APPROVE_REIDENTIFICATION}
    assert [role for role in Role if both <= GRANTS[role]] == []


def test_without_a_given_key_the_pseudonyms_of_assurance_are_led_back(
    settings: Any, person: UUID, signed: UUID
) -> None:
    settings.ACCORD_PSEUDONYM_KEY = None
    mine = pseudonym(str(person), column="person_id", key=kept_key())
    assert actions.show(number=approved(mine), by=LEAD) == {mine: person}


@pytest.mark.parametrize("words", ["", "  ", "hid\u202eden"])
def test_words_are_needed_and_readable(words: str) -> None:
    with pytest.raises(Refused):
        asked(UNKNOWN, words=words)


def test_events_name_nobody(person: UUID, signed: UUID) -> None:
    actions.show(number=approved(pseudonyms.of(person)), by=LEAD)
    events = Event.objects.filter(kind__startswith="reidentification").order_by("id")
    assert [event.kind.removeprefix("reidentification_") for event in events] == ["requested", "approved", "shown"]
    assert [event.person_id for event in events] == [None] * 3
    assert all(event.payload.keys() == {"request", "reason", "count"} for event in events)


@pytest.mark.usefixtures("failing_events")
def test_nothing_is_asked_without_its_event() -> None:
    with pytest.raises(RuntimeError, match="no event"):
        asked(UNKNOWN)
    assert not ReidentificationRequest.objects.exists()


@pytest.mark.parametrize("step", ["decide", "show"])
def test_nothing_is_decided_or_shown_without_its_event(step: str, person: UUID, signed: UUID, request: Any) -> None:
    number = asked(pseudonyms.of(person)) if step == "decide" else approved(pseudonyms.of(person))
    before = queries.one(number)
    request.getfixturevalue("failing_events")
    with pytest.raises(RuntimeError, match="no event"):
        STEPS[step](number)
    assert (queries.one(number), ReidentificationShown.objects.exists()) == (before, False)


def test_tables_are_never_changed(owner_connection: psycopg.Connection[tuple[object, ...]]) -> None:
    for table in ("request", "decision", "shown"):
        name = f"plans_reidentification{table}"
        query = "SELECT has_table_privilege('accord_app', %s, 'UPDATE, DELETE, TRUNCATE')"
        assert owner_connection.execute(query, [name]).fetchone() == (False,)
