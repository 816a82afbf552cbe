"""Where a restricted person is can be neither stored nor shown, whichever way it comes."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.builders import who

from accord.domain.people import NewStay, StayKind, Telecom
from accord.events.queries import history
from accord.people.actions import details, stays
from accord.people.models import Address, Person, SearchKey
from accord.people.models import Telecom as TelecomRow
from accord.people.queries import identities


def test_recorded_as_restricted_keeps_no_location() -> None:
    person = who.recorded(restricted=True, telecoms=(Telecom(system="phone", value="01632 960 002"),))
    assert not Address.objects.exists()
    assert not TelecomRow.objects.exists()
    assert not SearchKey.objects.exists()
    assert Person.objects.get(pk=person).practice_code == ""


def test_becoming_restricted_removes_the_location() -> None:
    person = who.recorded()
    details.change_details(person_id=person, to=who.person(restricted=True), revision=None, by=None)
    identity = identities.of(person)
    assert identity
    assert (identity.address_line, identity.telecoms, identity.practice) == ("", (), None)
    assert not Address.objects.exists()


def test_database_refuses_an_address_of_a_restricted_person() -> None:
    person = who.recorded(restricted=True)
    with pytest.raises(IntegrityError, match="restricted record"), transaction.atomic():
        Address.objects.create(person_id=person, lines=["1 High Street"])


def test_database_refuses_restriction_with_an_address_left() -> None:
    person = who.recorded()
    with pytest.raises(IntegrityError, match="still holds a location"), transaction.atomic():
        Person.objects.filter(pk=person).update(restricted=True, practice_code="")


def test_site_of_a_restricted_person_is_told_nowhere(tmp_path: Path) -> None:
    who.load_directory(tmp_path)
    person = who.recorded(restricted=True)
    stay = NewStay(site_id=who.site("R9901"), kind=StayKind.ADMISSION, start=timezone.now())
    stays.start_stay(person_id=person, stay=stay, by=None)
    identity = identities.of(person)
    assert identity
    assert identity.admission
    assert (identity.admission.site_code, identity.admission.site_name) == ("", "")
    assert "site_id" not in history.of_person(person)[-1].payload
