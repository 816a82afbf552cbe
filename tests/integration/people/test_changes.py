"""What is known of somebody changes in one place, is told, and never overwrites what somebody else changed."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import who

from accord.domain.authority import Actor, Role
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.people import Characteristics, Contact, ContactRole, Death, DeathStatus, Needs, Verification
from accord.events.queries import history
from accord.people.actions import contacts, deaths, details, numbers, stays
from accord.people.queries import characteristics, find, identities
from accord.people.queries.identities import of

FORMAL = Death(status=DeathStatus.FORMAL, on=date(2026, 3, 1))
FRAIL = Characteristics(frailty=7)
SON = Contact(name="Lee", relationship="son", roles=(ContactRole.PRIMARY,), phone="01632 960 003")

ACTIONS: dict[str, Callable[[UUID, Actor | None], object]] = {
    "details": lambda p, by: details.change_details(person_id=p, to=who.person(birth_date=None), revision=None, by=by),
    "needs": lambda p, by: details.change_needs(person_id=p, needs=Needs(language="Welsh"), by=by),
    "counted": lambda p, by: details.change_characteristics(person_id=p, characteristics=FRAIL, by=by),
    "contact": lambda p, by: contacts.add(person_id=p, contact=SON, by=by),
    "death": lambda p, by: deaths.record_death(person_id=p, death=FORMAL, by=by),
    "number": lambda p, by: numbers.supersede(person_id=p, number=who.number(), by=by),
    "invalid": lambda p, by: numbers.invalidate(person_id=p, by=by),
    "verification": lambda p, by: numbers.verify(person_id=p, verification=Verification.TRACE_REQUIRED, by=by),
    "merge": lambda p, by: numbers.merge(kept_id=p, merged_id=UUID(int=6), by=by),
    "stay": lambda p, by: stays.end_stay(person_id=p, stay_id=UUID(int=6), end=timezone.now(), by=by),
}


@pytest.mark.parametrize("name", [name for name in ACTIONS if name not in {"merge", "stay"}])
def test_change_whose_event_fails_saves_nothing(name: str, request: pytest.FixtureRequest) -> None:
    person = who.recorded()
    before = of(person), characteristics.of(person)
    request.getfixturevalue("failing_events")
    with pytest.raises(RuntimeError, match="no event"):
        ACTIONS[name](person, None)
    assert (of(person), characteristics.of(person)) == before


@pytest.mark.parametrize("name", ACTIONS)
def test_change_of_nobody_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="Nobody here"):
        ACTIONS[name](UUID(int=5), None)


def test_details_changed_by_somebody_else_are_not_overwritten() -> None:
    person = who.recorded()
    details.change_details(person_id=person, to=who.person(), revision=1, by=None)
    with pytest.raises(Conflict):
        details.change_details(person_id=person, to=who.person(), revision=1, by=None)


def test_change_of_details_moves_the_search_key() -> None:
    person = who.recorded()
    details.change_details(person_id=person, to=who.person(birth_date=date(1942, 1, 1)), revision=None, by=None)
    assert find.by_details(family="Hartley", birth_date=who.BORN, postcode="ZZ993AB") == []
    assert find.by_details(family="Hartley", birth_date=date(1942, 1, 1), postcode="ZZ993AB") == [person]


def test_characteristics_change() -> None:
    person = who.recorded()
    details.change_characteristics(person_id=person, characteristics=FRAIL, by=None)
    assert history.of_person(person)[-1].payload == {"changed": "characteristics"}


def test_one_contact_is_first_to_call() -> None:
    person = who.recorded(contacts=(Contact(name="Kim", roles=(ContactRole.PRIMARY,)),))
    contacts.add(person_id=person, contact=SON, by=None)
    identity = of(person)
    assert identity
    assert [(c.name, c.is_first_to_call) for c in identity.emergency_contacts] == [("Lee", True), ("Kim", False)]


def test_contact_changes_and_ends() -> None:
    person = who.recorded()
    contact = contacts.add(person_id=person, contact=SON, by=None)
    contacts.change(person_id=person, contact_id=contact, to=Contact(name="Lee Hart"), by=None)
    assert [one.name for one in identities.many([person])[person].contacts] == ["Lee Hart"]
    contacts.end(person_id=person, contact_id=contact, by=None)
    assert identities.many([person])[person].contacts == ()


def test_contact_of_somebody_else_is_not_changed() -> None:
    contact = contacts.add(person_id=who.recorded(), contact=SON, by=None)
    with pytest.raises(Refused, match="no such contact"):
        contacts.change(person_id=who.recorded(), contact_id=contact, to=SON, by=None)


def test_death_is_told_once_and_can_be_taken_back() -> None:
    person = who.recorded()
    deaths.record_death(person_id=person, death=Death(status=DeathStatus.INFORMAL), by=None)
    deaths.record_death(person_id=person, death=FORMAL, by=None)
    deaths.record_death(person_id=person, death=FORMAL, by=None)
    deaths.withdraw_death(person_id=person, by=None)
    deaths.withdraw_death(person_id=person, by=None)
    kinds = [event.kind.value for event in history.of_person(person)][1:]
    assert kinds == ["person_died", "person_changed", "death_withdrawn"]
    identity = of(person)
    assert identity
    assert not identity.has_died


def test_death_before_birth_is_refused() -> None:
    with pytest.raises(Refused, match="before the date of birth"):
        deaths.record_death(
            person_id=who.recorded(), death=Death(status=DeathStatus.FORMAL, on=date(1900, 1, 1)), by=None
        )


@pytest.mark.parametrize("name", ACTIONS)
def test_change_by_somebody_who_may_not_is_refused(name: str) -> None:
    with pytest.raises(NotPermitted):
        ACTIONS[name](who.recorded(), who.bare_actor(Role.REVIEWER))
