"""Tests of people in FHIR: what goes out, and what never does."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

from tests.builders import plans

from accord.domain.people import Contact, ContactRole, Death, DeathStatus, Practice, Verification
from accord.projections.fhir.checking import check
from accord.projections.fhir.people import patient, related_persons

OTHER = UUID(int=7)
DAUGHTER = Contact(
    id=OTHER, name="Ruth Archer", relationship="Daughter", roles=(ContactRole.PRIMARY,), phone="01632 960002"
)


def test_person_is_a_patient_that_the_standard_allows() -> None:
    made = patient(plans.identity(practice=Practice(code="Y90001", start=date(2020, 1, 1))))
    assert check(made, kind="Patient") == []
    assert made["identifier"][0]["system"] == "https://fhir.nhs.uk/Id/nhs-number"
    assert made["generalPractitioner"][0]["identifier"]["value"] == "Y90001"


def test_contacts_are_related_persons_that_the_standard_allows() -> None:
    (made,) = related_persons(plans.identity(contacts=(DAUGHTER,)))
    assert check(made, kind="RelatedPerson") == []
    assert made["relationship"][0]["coding"][0]["code"] == "C"
    assert made["relationship"][1]["text"].startswith("Daughter")


def test_restricted_record_tells_nowhere_and_nobody() -> None:
    person = plans.identity(
        restricted=True, contacts=(DAUGHTER,), practice=Practice(code="Y90001"), verification=Verification.VERIFIED
    )
    made = patient(person)
    assert made["meta"]["security"][0]["code"] == "R"
    assert "generalPractitioner" not in made
    assert related_persons(person) == []


def test_old_number_is_marked_as_old() -> None:
    made = patient(plans.identity(superseded_numbers=("9990000018",)))
    assert [each.get("use") for each in made["identifier"]] == [None, "old"]


def test_death_that_was_withdrawn_is_not_said_to_be_one() -> None:
    made = patient(plans.identity(death=Death(status=DeathStatus.WITHDRAWN, on=date(2026, 1, 2))))
    assert made["deceasedBoolean"] is False
    assert check(made) == []
    assert '"U"' in json.dumps(made)


def test_death_is_said_with_its_day() -> None:
    made = patient(plans.identity(death=Death(status=DeathStatus.FORMAL, on=date(2026, 1, 2))))
    assert made["deceasedDateTime"] == "2026-01-02"


def test_record_that_was_merged_leads_on() -> None:
    made = patient(plans.identity(merged_into=OTHER))
    assert (made["active"], made["link"][0]["type"]) == (False, "replaced-by")
    assert check(made) == []
