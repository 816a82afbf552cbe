"""What PDS tells is taken over; what it does not tell stays; what cannot be placed is held or named."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.builders import who

from accord.domain.authority import Role
from accord.domain.errors import Refused
from accord.domain.people import Verification
from accord.people.actions import held
from accord.people.actions.held import Settlement
from accord.people.actions.pds import ImportReport, Outcome, import_files
from accord.people.models import Person
from accord.people.queries import find, identities
from accord.people.queries.held import waiting

DEATH = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def patient(number: str, **changed: Any) -> dict[str, Any]:
    security = {"security": [{"code": "U"}], "versionId": "3"}
    name = [{"use": "usual", "family": "Hartley", "given": ["Rose", "Ann"], "prefix": ["Mrs"]}]
    return {"resourceType": "Patient", "id": number, "meta": security, "name": name} | changed


def death_notice(code: str) -> list[dict[str, Any]]:
    concept = {"coding": [{"code": code}]}
    return [{"url": DEATH, "extension": [{"url": "deathNotificationStatus", "valueCodeableConcept": concept}]}]


def read(folder: Path, *patients: Any, requested: str | None = None) -> ImportReport:
    paths = []
    for number, content in enumerate(patients):
        paths.append(folder / f"{number}.json")
        paths[-1].write_text(content if isinstance(content, str) else json.dumps(content))
    return import_files(paths=paths, by=None, requested=requested)


def test_what_pds_does_not_tell_stays(folder: Path) -> None:
    number = who.number()
    person = who.recorded(nhs_number=number)
    before = identities.many([person])[person]
    assert read(folder, patient(number)).taken[0].outcome is Outcome.CHANGED
    after = identities.many([person])[person]
    assert (after.addresses, after.birth_date, after.verification) == (
        before.addresses,
        before.birth_date,
        Verification.PRESENT_NOT_TRACED,
    )


def test_number_that_leads_to_somebody_else_is_held(folder: Path) -> None:
    asked, answered = who.number(), who.number()
    two = who.recorded(nhs_number=asked), who.recorded(nhs_number=answered)
    report = read(folder, patient(answered), requested=asked)
    read(folder, patient(answered), requested=asked)
    (item,) = waiting()
    assert report.taken[0].outcome is Outcome.HELD
    assert {item.person_id, item.other_id} == set(two)


def test_held_records_are_merged_when_somebody_says_so(folder: Path) -> None:
    asked, answered = who.number(), who.number()
    _, kept = who.recorded(nhs_number=asked), who.recorded(nhs_number=answered)
    read(folder, patient(answered), requested=asked)
    by = who.bare_actor()
    held.settle(held_id=waiting()[0].id, settlement=Settlement.SAME_PERSON, by=by)
    found = find.by_number(asked)
    assert found
    assert found.person_id == kept
    assert waiting() == []


def test_held_records_are_left_apart_when_somebody_says_so(folder: Path) -> None:
    asked, answered = who.number(), who.number()
    other = who.recorded(nhs_number=asked)
    who.recorded(nhs_number=answered)
    read(folder, patient(answered), requested=asked)
    item = waiting()[0].id
    held.settle(held_id=item, settlement=Settlement.DIFFERENT_PEOPLE, by=who.bare_actor())
    found = find.by_number(asked)
    assert found
    assert found.person_id == other
    with pytest.raises(Refused, match="settled already"):
        held.settle(held_id=item, settlement=Settlement.DIFFERENT_PEOPLE, by=who.bare_actor(Role.ADMINISTRATOR))


def test_withdrawn_death_means_alive(folder: Path) -> None:
    number = who.number()
    read(folder, patient(number, deceasedDateTime="2026-01-05", extension=death_notice("2")))
    (taken,) = read(folder, patient(number, extension=death_notice("U"))).taken
    identity = identities.of(taken.person_id)
    assert identity
    assert identity.death
    assert not identity.has_died


def test_becoming_restricted_removes_what_was_held(folder: Path) -> None:
    number = who.number()
    person = who.recorded(nhs_number=number)
    read(folder, patient(number, meta={"security": [{"code": "R"}]}))
    identity = identities.many([person])[person]
    assert (identity.restricted, identity.addresses, identity.practice) == (True, (), None)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("{", "is not JSON"),
        ('{"resourceType": "Observation"}', "Give a FHIR R4 Patient"),
        ('{"resourceType": "Patient", "id": "9990000019"}', "does not fit the others"),
        ('{"resourceType": "Patient", "id": "9990000018", "birthDate": "2999-01-01"}', "in the future"),
    ],
)
def test_file_that_cannot_be_taken_is_named_and_stops_no_other(folder: Path, content: str, wrong: str) -> None:
    report = read(folder, content, patient(who.number()))
    assert [one.file for one in report.rejected] == ["0.json"]
    assert wrong in str(report.rejected[0].errors[0])
    assert report.count(Outcome.NEW) == 1


def test_missing_file_is_named(folder: Path) -> None:
    report = import_files(paths=[folder / "none.json"], by=None)
    assert "cannot be read" in report.rejected[0].errors[0].wrong


def test_import_whose_event_fails_saves_nothing(folder: Path, failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        read(folder, patient(who.number()))
    assert not Person.objects.exists()
