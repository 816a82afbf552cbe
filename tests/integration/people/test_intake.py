"""A person is recorded whole, or refused with every field that is wrong."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.builders import who

from accord.domain.choices import Answer
from accord.domain.errors import Refused
from accord.domain.nhs_numbers import Acceptance
from accord.domain.people import (
    Characteristics,
    Contact,
    ContactRole,
    Death,
    DeathStatus,
    Needs,
    NewPerson,
    PersonName,
    Telecom,
    Verification,
)
from accord.events.queries import history
from accord.people.actions.intake import record, record_many
from accord.people.models import Person
from accord.people.queries import characteristics, identities

NEEDS = Needs(communication="Hears best on the left", interpreter=Answer.YES, language="Polish")
COUNTED = Characteristics(ethnicity="C", imd_decile=3, dementia=Answer.YES, frailty=6)
DAUGHTER = Contact(name="Kim", relationship="daughter", phone="01632 960 001", roles=(ContactRole.PRIMARY,))


def test_recorded_person_reads_back_the_same() -> None:
    told = who.person(needs=NEEDS, contacts=(DAUGHTER,), telecoms=(Telecom(system="phone", value="01632 960 002"),))
    identity = identities.of(record(person=told, by=None))
    assert identity
    assert (identity.names, identity.birth_date, identity.gender) == (told.names, told.birth_date, told.gender)
    assert (identity.nhs_number, identity.verification) == (told.nhs_number, Verification.VERIFIED)
    assert (identity.addresses, identity.telecoms, identity.needs) == (told.addresses, told.telecoms, NEEDS)
    assert [contact.name for contact in identity.emergency_contacts] == ["Kim"]


def test_characteristics_are_read_apart() -> None:
    person = who.recorded(characteristics=COUNTED)
    assert characteristics.of(person) == COUNTED
    assert characteristics.of(who.recorded()) == Characteristics()


def test_record_tells_that_it_happened() -> None:
    person = who.recorded()
    assert [event.kind for event in history.of_person(person)] == ["person_recorded"]


def test_person_without_a_number_is_not_verified() -> None:
    identity = identities.of(who.recorded(nhs_number=None, verification=Verification.VERIFIED))
    assert identity
    assert identity.verification is Verification.NOT_PRESENT
    assert not identity.is_verified


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"birth_date": date(2999, 1, 1)}, "birth_date"),
        ({"birth_date": date(1890, 1, 1)}, "birth_date"),
        ({"death": Death(status=DeathStatus.FORMAL, on=date(1930, 1, 1))}, "death_date"),
        ({"nhs_number": "999 000 0019"}, "nhs_number"),
        ({"nhs_number": "999 999 9999"}, "nhs_number"),
        ({"name": PersonName(family="Hart\u202eley")}, "family"),
        ({"name": PersonName(family="H" * 100_000)}, "family"),
        ({"needs": Needs(communication="\x00")}, "communication"),
        ({"characteristics": Characteristics(ethnicity="Q")}, "ethnicity"),
        ({"characteristics": Characteristics(imd_decile=11)}, "imd_decile"),
        ({"characteristics": Characteristics(frailty=0)}, "frailty"),
        ({"contacts": (Contact(name=" "),)}, "name"),
    ],
)
def test_record_refuses_what_cannot_be(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        who.recorded(**changed)
    assert [error.field for error in refused.value.errors] == [field]
    assert not Person.objects.exists()


def test_every_wrong_field_is_named_at_once() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        who.recorded(birth_date=tomorrow, nhs_number="1", characteristics=Characteristics(frailty=12))
    assert {error.field for error in refused.value.errors} == {"birth_date", "frailty", "nhs_number"}


def test_test_number_is_refused_in_production() -> None:
    with pytest.raises(Refused, match="for testing and never issued"):
        record(person=who.person(), by=None, accept=Acceptance.PRODUCTION)


def test_number_of_somebody_else_is_refused() -> None:
    number = who.number()
    who.recorded(nhs_number=number)
    with pytest.raises(Refused, match="already recorded here"):
        who.recorded(nhs_number=number)


def test_many_are_recorded_in_order() -> None:
    told = [who.person(name=PersonName(family=family)) for family in ("Ashe", "Birch", "Cole")]
    ids = record_many(people=told, by=None)
    found = identities.many(ids)
    assert [found[person].display_name for person in ids] == ["Ashe", "Birch", "Cole"]
    assert [event.kind for event in history.of_person(ids[2])] == ["person_recorded"]


def test_many_are_recorded_all_or_none() -> None:
    told = [who.person(), who.person()]
    with pytest.raises(Refused, match="already recorded here"):
        record_many(people=[*told, told[0]], by=None)
    assert not Person.objects.exists()


def test_record_whose_event_fails_saves_nothing(failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        who.recorded()
    assert not Person.objects.exists()


def test_person_with_nothing_known_is_recorded() -> None:
    identity = identities.of(record(person=NewPerson(), by=None))
    assert identity
    assert identity.missing_identifiers == ("name", "date of birth", "NHS number", "address")
