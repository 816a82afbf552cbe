"""A patient of PDS as a person to record here."""

from datetime import date
from typing import Any

import pytest
from tests.builders.pds import NUMBER, coded, death_notice, extension, organisation, patient, restricted
from tests.corpus_files import corpus_names, corpus_text

from accord.domain.choices import Answer
from accord.domain.nhs_numbers import Acceptance
from accord.domain.pds.new_people import as_new_person, not_held
from accord.domain.pds.reading import read_patient, read_text
from accord.domain.people import ContactRole, DeathStatus, NewPerson, Verification

TODAY = date(2026, 11, 21)


def person(document: dict[str, Any]) -> NewPerson:
    return as_new_person(read_patient(document, accept=Acceptance.TEST), TODAY)


def test_person_has_what_pds_said() -> None:
    found = person(patient())
    assert found.name is not None
    assert (found.name.full, found.nhs_number, found.verification) == ("Ivy Marsh", NUMBER, Verification.VERIFIED)
    assert found.addresses[0].line == "1 Elm Row, LS1 1AA"
    assert found.practice is not None


def test_usual_name_comes_first_even_where_it_has_lapsed() -> None:
    old = {"use": "old", "family": "Reed", "period": {"start": "2024-01-01"}}
    usual = {"use": "usual", "family": "Marsh", "period": {"end": "2021-12-31"}}
    found = person(patient(name=[old, usual]))
    assert [found.name.family if found.name else "", *(name.family for name in found.other_names)] == ["Marsh", "Reed"]


def test_address_that_holds_comes_before_one_that_has_lapsed() -> None:
    lapsed = {"use": "home", "line": ["2 Old Lane"], "period": {"start": "2020-01-01", "end": "2021-01-01"}}
    holding = {"use": "home", "line": ["3 New Way"], "period": {"start": "2021-01-02"}}
    assert [each.lines[0] for each in person(patient(address=[lapsed, holding])).addresses] == [
        "3 New Way",
        "2 Old Lane",
    ]


def test_home_comes_before_a_temporary_address_which_keeps_its_name() -> None:
    temporary = {"use": "temp", "text": "Ash House", "line": ["4 Bay Road"]}
    found = person(patient(address=[temporary, {"use": "home", "line": ["1 Elm Row"]}]))
    assert [each.use for each in found.addresses] == ["home", "temp"]
    assert found.addresses[1].lines == ("Ash House", "4 Bay Road")


def test_restricted_person_has_no_location() -> None:
    found = person(restricted())
    assert found.restricted
    assert (found.addresses, found.telecoms, found.practice) == ((), (), None)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"deceasedDateTime": "2024-02-07"}, DeathStatus.INFORMAL),
        ({"deceasedDateTime": "2024-02-07", "extension": [death_notice("2")]}, DeathStatus.FORMAL),
        ({"extension": [death_notice("U")]}, DeathStatus.WITHDRAWN),
    ],
)
def test_death_is_told_as_it_is_known(changes: dict[str, Any], status: DeathStatus) -> None:
    found = person(patient(**changes)).death
    assert found is not None
    assert found.status is status


def test_needs_are_language_interpreter_and_preferences() -> None:
    spoken = extension(
        "NHSCommunication",
        {"url": "language", "valueCodeableConcept": coded("fr", "French")},
        {"url": "interpreterRequired", "valueBoolean": True},
    )
    wanted = extension(
        "ContactPreference",
        {"url": "preferredWrittenCommunicationFormat", "valueCodeableConcept": coded("12", "Braille")},
    )
    needs = person(patient(extension=[spoken, wanted])).needs
    assert (needs.language, needs.interpreter, needs.written_format) == ("French", Answer.YES, "Braille")


def test_contact_without_a_name_says_so() -> None:
    contact = {"relationship": [coded("C", "Emergency Contact")], "telecom": [{"system": "phone", "value": "01632 1"}]}
    (found,) = person(patient(contact=[contact])).contacts
    assert (found.name, found.phone) == ("Emergency Contact (no name given)", "01632 1")
    assert found.roles == (ContactRole.EMERGENCY,)


def test_unverified_number_stays_unverified() -> None:
    assert person(patient(identifier=None)).verification is Verification.PRESENT_NOT_TRACED


def test_what_a_person_has_no_place_for_is_said() -> None:
    pharmacy = extension("NominatedPharmacy", valueReference=organisation("FA111"))
    found = read_patient(patient(extension=[pharmacy], multipleBirthInteger=1), accept=Acceptance.TEST)
    assert not_held(found) == ("Nominated pharmacy: FA111", "Multiple birth: 1")


@pytest.mark.parametrize("name", corpus_names("pds"))
def test_published_patients_can_all_be_recorded(name: str) -> None:
    for found in read_text(corpus_text(name), accept=Acceptance.CORPUS).patients:
        assert as_new_person(found, TODAY).nhs_number == found.nhs_number.digits
