"""Whoever is answered beside Django gets what Django sends, and leaves the trace that Django leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.doors import Looker, traces

from accord.access.actions import incidents
from accord.access.models import Alert
from accord.access.queries.systems import actor_of
from accord.domain.people import Contact, ContactRole, NewStay, StayKind, Verification
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import Readers
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.domain.statements import Says, Speaker
from accord.people.actions import contacts
from accord.people.actions.stays import start_stay
from accord.plans.actions import statements, suspensions
from accord.plans.models import Current

KEPT = SharingWishes(
    consent=ConsentToShare.GIVEN,
    restricted_parts=frozenset({PartName.WHAT_MATTERS}),
    restricted_to=Readers.CARING,
    restricted_at="Y90001",
)
OBJECTS = SharingWishes(consent=ConsentToShare.REFUSED)
Looking = Callable[..., Looker]


def planned(number: str, sharing: SharingWishes | None = None, **changed: Any) -> UUID:
    person = drafts.person_with_talk(nhs_number=number, **changed)
    drafts.signed(person, parts=dict(drafts.USUAL) | ({PartName.SHARING: sharing} if sharing else {}))
    return person


def suspended(number: str) -> UUID:
    person = planned(number)
    now = datetime.now(UTC)
    version = Current.objects.get(person_id=person).version_id
    suspensions.suspend(
        version_id=version, from_at=now, until=now + timedelta(days=2), why="An operation", by=drafts.gp()
    )
    return person


def contradicted(number: str) -> UUID:
    person = planned(number)
    said = "Please do try."
    statements.post(person_id=person, says=Says.WANTS_CPR, words=said, heard_from=Speaker.PERSON, by=drafts.gp())
    contacts.add(person_id=person, contact=Contact(name="Ann", roles=(ContactRole.PRIMARY,)), by=None)
    return person


def staying(number: str) -> UUID:
    person = planned(number, KEPT)
    stay = NewStay(site_id=who.site("VL901"), kind=StayKind.RESIDENT, start=drafts.yesterday())
    start_stay(person_id=person, stay=stay, by=None)
    return person


RECORDS: dict[str, tuple[Callable[[str], UUID], str]] = {
    "a plan": (planned, "R9901"),
    "their own practice": (planned, "Y90001"),
    "no plan": (lambda number: who.recorded(nhs_number=number), "R9901"),
    "suspended": (suspended, "R9901"),
    "what the person now says": (contradicted, "R9901"),
    "a restricted record": (lambda number: planned(number, restricted=True, addresses=(), practice=None), "Y90001"),
    "an objection": (lambda number: planned(number, OBJECTS), "R9901"),
    "an objection, where it was signed": (lambda number: planned(number, OBJECTS), "Y90001"),
    "an unverified number": (lambda number: planned(number, verification=Verification.PRESENT_NOT_TRACED), "R9901"),
    "kept to some, and not to them": (lambda number: planned(number, KEPT), "R9901"),
    "kept to some, and to them": (lambda number: planned(number, KEPT), "Y90001"),
    "kept to where they stay": (staying, "VL901"),
}


@pytest.mark.parametrize("record", RECORDS)
def test_answer_and_trace_are_those_of_django(looking: Looking, number: str, record: str) -> None:
    make, organisation = RECORDS[record]
    person, looker = make(number), looking(organisation)
    first, second = looker.look(number), looker.look(number)
    assert (first.by_django, second.by_django) == (True, False)
    assert second.lasting == first.lasting
    of_django, beside = traces(person)
    assert beside == of_django


def test_incident_that_is_live_is_the_basis(looker: Looker, planned: UUID, number: str) -> None:
    looker.look(number)
    by = actor_of(UUID(looker.system.id))
    assert by is not None
    incidents.open_incident(person_id=planned, reference="CAD-1234", by=by)
    assert not looker.look(number).by_django
    assert [each[-1] for each in traces(planned)] == ["outside", "incident"]


def test_alert_of_a_look_outside_is_raised_once(looker: Looker, planned: UUID, number: str) -> None:
    answers = [looker.look(number) for _ in range(3)]
    assert [each.by_django for each in answers] == [True, False, False]
    assert Alert.objects.filter(person_id=planned).count() == 1


def test_first_look_of_a_system_raises_its_alert(looking: Looking, planned: UUID, number: str) -> None:
    looking().look(number)
    other, known = looking("VL901"), who.number()
    who.recorded(nhs_number=known)
    other.look(known)
    assert not other.look(number).by_django
    assert Alert.objects.filter(person_id=planned).count() == 2
