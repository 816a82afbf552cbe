"""Reading lasting powers of attorney as the LPA Store writes them."""

import json
from datetime import date
from typing import Any

import pytest
from tests.corpus_files import corpus_text

from accord.domain.codec import from_json, to_json
from accord.domain.errors import Refused
from accord.domain.legal.findings import Outcome
from accord.domain.legal.lpa import AttorneyStatus, HowDecide, LastingPower, LifeSustaining, LpaKind, LpaStatus
from accord.domain.legal.lpa_documents import read_lpa, read_lpa_text
from accord.domain.legal.powers import authority
from accord.domain.legal.treatments import CPR_TREATMENT


def stored(**changes: Any) -> dict[str, Any]:
    """Return a stored LPA that fits its schema, with changes; None leaves a field out."""
    whole = {
        "lpaType": "personal-welfare",
        "uid": "M-1234-5678-9012",
        "status": "registered",
        "registrationDate": "2024-03-01",
        "updatedAt": "2024-03-01T09:00:00Z",
        "donor": {"firstNames": "Ivy", "lastName": "Marsh", "dateOfBirth": "1944-02-29"},
        "attorneys": [{"uid": "u1", "firstNames": "Grace", "lastName": "Hill", "status": "active",
                       "appointmentType": "original", "signedAt": "2024-01-12T10:00:00Z"}],
        "lifeSustainingTreatmentOption": "option-a",
        "signedAt": "2024-01-10T23:00:00Z",
    }  # fmt: skip
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def power(**changes: Any) -> LastingPower:
    return read_lpa(stored(**changes))[0]


def refused(document: object) -> str:
    with pytest.raises(Refused) as error:
        read_lpa(document)
    return str(error.value)


def fields_of(found: LastingPower) -> list[str]:
    return [problem.field for problem in found.problems]


def test_stored_lpa_is_read_whole() -> None:
    found, unplaced = read_lpa(stored())
    assert (found.kind, found.status, found.registered_on) == (
        LpaKind.PERSONAL_WELFARE, LpaStatus.REGISTERED, date(2024, 3, 1))  # fmt: skip
    assert found.active_attorneys[0].name == "Grace Hill"
    assert found.donor_name == "Ivy Marsh"
    assert (found.problems, unplaced) == ((), ())


def test_lpa_survives_the_codec() -> None:
    assert from_json(LastingPower, json.loads(json.dumps(to_json(power())))) == power()


@pytest.mark.parametrize("uid", ["M-1234-5678-9012", "M-789Q-P4DF-4UX3"])
def test_both_patterns_of_number_are_taken(uid: str) -> None:
    assert power(uid=uid).uid == uid


def test_option_is_required_of_a_welfare_lpa() -> None:
    found = power(lifeSustainingTreatmentOption=None)
    assert found.life_sustaining is LifeSustaining.UNKNOWN
    assert fields_of(found) == ["lifeSustainingTreatmentOption"]


def test_option_is_forbidden_in_a_property_lpa() -> None:
    found = power(lpaType="property-and-affairs")
    assert fields_of(found) == ["lifeSustainingTreatmentOption"]
    assert authority(found, CPR_TREATMENT).outcome is Outcome.NOT_MET


def test_company_is_shown_and_not_counted() -> None:
    found = power(trustCorporations=[{"name": "Trust Co", "companyNumber": "1", "status": "active"}])
    assert fields_of(found) == ["trustCorporations"]
    assert len(found.active_attorneys) == 1


def test_company_in_a_property_lpa_is_no_problem() -> None:
    company = {"lpaType": "property-and-affairs", "lifeSustainingTreatmentOption": None}
    assert power(**company, trustCorporations=[{"name": "Trust Co"}]).problems == ()


def test_several_attorneys_with_no_way_to_decide_are_read_as_joint() -> None:
    people = [{"firstNames": name, "status": "active"} for name in ("Ann", "Bo")]
    found = power(attorneys=people)
    assert found.deciding is HowDecide.JOINTLY
    assert fields_of(found) == ["howAttorneysMakeDecisions"]


def test_missing_date_of_registration_is_said() -> None:
    assert fields_of(power(registrationDate=None)) == ["registrationDate"]


@pytest.mark.parametrize("state", ["inactive", "removed"])
def test_attorney_who_does_not_act_is_not_active(state: str) -> None:
    found = power(attorneys=[{"firstNames": "Ann", "status": state}])
    assert found.attorneys[0].status is AttorneyStatus(state)
    assert found.active_attorneys == ()


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"lpaType": "health"}, "lpaType"),
        ({"lpaType": None}, "lpaType: is missing"),
        ({"uid": "M-12-34"}, "uid"),
        ({"status": "done"}, "status: 'done' is not known. Use one of: in-progress"),
        ({"status": "unknown"}, "status: 'unknown' is not known"),
        ({"lifeSustainingTreatmentOption": "option-c"}, "lifeSustainingTreatmentOption"),
        ({"signedAt": "yesterday"}, "signedAt"),
        ({"registrationDate": "2024-02-30"}, "registrationDate"),
        ({"attorneys": {}}, "attorneys: is an object. Give a list"),
        ({"attorneys": [{"dateOfBirth": "x"}]}, "attorneys[0].dateOfBirth"),
        ({"trustCorporations": [{}]}, "trustCorporations[0].name: is missing"),
        ({"donor": "Ivy"}, "donor: is text"),
        ({"restrictionsAndConditions": "a\u202eb"}, "restrictionsAndConditions: holds right-to-left override"),
    ],
)
def test_wrong_value_is_refused_by_its_path(changes: dict[str, Any], path: str) -> None:
    assert path in refused(stored(**changes))


def test_every_wrong_value_is_named_at_once() -> None:
    said = refused(stored(uid="x", status="y", signedAt="z"))
    assert all(name in said for name in ("uid:", "status:", "signedAt:"))


def test_broken_json_says_where() -> None:
    with pytest.raises(Refused, match="line 1, column 2"):
        read_lpa_text("{")


def test_unknown_field_is_named_and_not_dropped() -> None:
    _, unplaced = read_lpa(stored(peopleToNotify=[{"firstNames": "Al"}], donor={"firstNames": "Ivy", "nickname": "I"}))
    assert [each.path for each in unplaced] == ["peopleToNotify", "donor.nickname"]


def test_published_example_gives_no_power_and_says_why() -> None:
    found, unplaced = read_lpa_text(corpus_text("lpa/example-lpa.json"))
    assert (found.status, found.uid, unplaced) == (LpaStatus.UNKNOWN, "", ())
    assert fields_of(found) == ["status", "trustCorporations"]
    finding = authority(found, CPR_TREATMENT)
    assert finding.outcome is Outcome.NOT_KNOWN
    assert "nothing here shows that it is registered" in finding.short_of()[0].words
