"""Reading PDS patients: identity, restriction, death, and what finds no place."""

from datetime import date
from typing import Any

import pytest
from tests.builders.pds import NUMBER, OTHER, bundle, coded, death_notice, extension, identifier, patient, restricted
from tests.corpus_files import corpus_names, corpus_text

from accord.domain.errors import Refused
from accord.domain.nhs_numbers import Acceptance
from accord.domain.pds.patients import Confidentiality, PdsPatient
from accord.domain.pds.reading import read_bundle, read_document, read_patient, read_text
from accord.domain.people import DeathStatus, Verification

LOCATION = ("Elm Row", "LS1 1AA", "0113", "Y90001")


def read(**changes: Any) -> PdsPatient:
    return read_patient(patient(**changes), accept=Acceptance.TEST)


def refused(document: object) -> str:
    with pytest.raises(Refused) as error:
        read_document(document, accept=Acceptance.TEST)
    return str(error.value)


def test_patient_is_read_whole() -> None:
    found = read()
    assert (found.nhs_number.digits, found.version, found.birth_date) == (NUMBER, "2", date(1944, 2, 29))
    assert found.verification is Verification.VERIFIED
    assert found.practices[0].code == "Y90001"
    assert (found.unplaced, found.superseded, found.withheld) == ((), (), ())


def test_minimal_patient_is_read() -> None:
    found = read_patient({"resourceType": "Patient", "id": NUMBER}, accept=Acceptance.TEST)
    assert (found.names, found.birth_date, found.confidentiality) == ((), None, Confidentiality.NOT_STATED)


def test_answer_with_another_number_makes_the_one_asked_for_an_alias() -> None:
    found = read_patient(patient(), requested=OTHER, accept=Acceptance.TEST)
    assert [number.digits for number in found.superseded] == [OTHER]


def test_answer_with_the_number_asked_for_makes_no_alias() -> None:
    assert read_patient(patient(), requested=NUMBER, accept=Acceptance.TEST).superseded == ()


def test_further_number_among_the_identifiers_is_an_alias() -> None:
    found = read(identifier=[identifier(), identifier(OTHER, "02")])
    assert [number.digits for number in found.superseded] == [OTHER]
    assert found.verification is Verification.VERIFIED


def test_identifier_of_another_system_is_named() -> None:
    found = read(identifier=[identifier(), {"system": "urn:local", "value": "A1"}])
    assert [(each.path, each.why) for each in found.unplaced] == [("identifier[1]", "It is not an NHS number.")]


@pytest.mark.parametrize("code", ["R", "V", "REDACTED", "X"])
def test_any_label_but_unrestricted_restricts(code: str) -> None:
    assert read(meta={"security": [{"code": code}]}).is_restricted


def test_restriction_beside_another_label_restricts() -> None:
    assert read(meta={"security": [{"code": "U"}, {"code": "R"}]}).is_restricted


def test_restricted_patient_keeps_no_location_even_where_it_was_sent() -> None:
    contact = {"telecom": [{"system": "phone", "value": "0113 111"}], "address": {"line": ["1 Elm Row"]}}
    found = read_patient(restricted(contact=[contact], link=["LS1 1AA"]), accept=Acceptance.TEST)
    assert found.withheld == ("addresses", "telecoms", "practices")
    assert not any(word in repr(found) for word in LOCATION)


def test_what_is_not_placed_of_a_restricted_patient_is_named_without_its_value() -> None:
    found = read_patient(restricted(photo=[{"url": "LS1 1AA"}]), accept=Acceptance.TEST)
    assert [(each.path, each.value) for each in found.unplaced] == [("photo", "Not kept: this record is restricted.")]


def test_restricted_patient_in_a_bundle_keeps_no_location() -> None:
    found = read_bundle(bundle(restricted(photo=["LS1 1AA"])), accept=Acceptance.TEST)
    assert not any(word in repr(found) for word in LOCATION)


@pytest.mark.parametrize(
    ("code", "status"), [("1", DeathStatus.INFORMAL), ("2", DeathStatus.FORMAL), ("U", DeathStatus.WITHDRAWN)]
)
def test_notice_of_death_is_informal_formal_or_removed(code: str, status: DeathStatus) -> None:
    found = read(extension=[death_notice(code)], deceasedDateTime="2024-02-07T00:00:00+00:00")
    assert found.death is not None
    assert (found.death.status, found.death.died_on) == (status, date(2024, 2, 7))
    assert found.death.is_withdrawn is (code == "U")


def test_death_without_a_date_is_a_death() -> None:
    assert read(deceasedBoolean=True).death is not None
    assert read(deceasedBoolean=False).death is None


def test_year_alone_is_named_and_not_guessed() -> None:
    found = read(birthDate="1944")
    assert found.birth_date is None
    assert [(each.path, each.value) for each in found.unplaced] == [("birthDate", "1944")]


def test_unknown_extension_and_field_are_named() -> None:
    found = read(extension=[extension("Eyes", valueString="blue")], maritalStatus=coded("M"))
    assert [each.path for each in found.unplaced] == ["maritalStatus", "extension[0]"]
    assert "blue" in found.unplaced[1].value


def test_extension_that_comes_twice_is_named() -> None:
    assert [each.path for each in read(extension=[death_notice("1"), death_notice("2")]).unplaced] == ["extension[1]"]


def test_second_code_is_named() -> None:
    two = {"coding": [{"code": "C", "display": "Emergency"}, {"code": "N"}]}
    found = read(contact=[{"relationship": [two]}])
    assert found.contacts[0].relationship_codes == ("C",)
    assert [each.path for each in found.unplaced] == ["contact[0].relationship[0].coding[1]"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"resourceType": "Practitioner"}, "resourceType: is 'Practitioner'. Give a FHIR R4 Patient"),
        ({"resourceType": None}, "resourceType: is missing"),
        ({"id": None}, "id: is missing"),
        ({"id": "999 000 0019"}, "id: has a last digit"),
        ({"birthDate": "29/02/1944"}, "birthDate"),
        ({"birthDate": 1944}, "birthDate: is a number"),
        ({"gender": "F"}, "gender: 'F'"),
        ({"identifier": [identifier(status="9")]}, "identifier[0].extension[0].valueCodeableConcept.coding[0].code"),
        ({"extension": [death_notice("3")]}, "coding[0].code: '3' is no status"),
        ({"deceasedDateTime": "1944-02-28"}, "deceasedDateTime: is before the date of birth"),
        ({"name": [{"family": ["Marsh"]}]}, "name[0].family: is a list"),
        ({"name": "Ivy"}, "name: is text. Give a list"),
        ({"address": [{"line": [1]}]}, "address[0].line.0: is a number"),
        ({"address": [{"period": {"start": "2021-01-01", "end": "2020-01-01"}}]}, "address[0].period.end: is before"),
        ({"name": [{"family": "A\x00B"}]}, "name[0].family: holds a NUL"),
    ],
)
def test_wrong_value_is_refused_by_its_path(changes: dict[str, Any], path: str) -> None:
    said = refused(patient(**changes))
    assert path.split(":", maxsplit=1)[0] in said
    assert path.rsplit(":", maxsplit=1)[-1] in said


def test_wrong_value_in_a_bundle_is_refused_by_its_path() -> None:
    assert "entry[1].resource.gender" in refused(bundle(patient(), patient(gender="F")))


def test_bundle_gives_patients_scores_and_what_else_it_held() -> None:
    found = read_bundle(bundle(patient(), {"resourceType": "OperationOutcome"}), accept=Acceptance.TEST)
    assert (len(found.patients), found.scores, found.total) == (1, (0.9,), 2)
    assert [each.path for each in found.unplaced] == ["entry[1]"]


def test_empty_bundle_has_nobody() -> None:
    assert read_document({"resourceType": "Bundle", "type": "searchset", "total": 0}).patients == ()


@pytest.mark.parametrize("document", [[], "x", None, 3])
def test_document_that_is_no_object_is_refused(document: object) -> None:
    assert "not an object" in refused(document)


def test_broken_json_says_where() -> None:
    with pytest.raises(Refused, match="line 1, column 18"):
        read_text('{"resourceType": ')


def test_sandbox_number_is_refused_in_production() -> None:
    with pytest.raises(Refused, match="for testing"):
        read_patient(patient())


@pytest.mark.parametrize("name", corpus_names("pds"))
def test_published_file_is_read_with_nothing_left_over(name: str) -> None:
    found = read_text(corpus_text(name), accept=Acceptance.CORPUS)
    assert found.patients
    assert (found.unplaced, [patient.unplaced for patient in found.patients]) == ((), [()] * len(found.patients))


def published() -> list[PdsPatient]:
    return [
        found
        for name in corpus_names("pds")
        for found in read_text(corpus_text(name), accept=Acceptance.CORPUS).patients
    ]


def test_published_full_patient_has_every_part() -> None:
    found = next(found for found in published() if found.communication)
    empty = [name for name in found.__dataclass_fields__ if not getattr(found, name)]
    assert empty == ["superseded", "withheld", "unplaced"]


def test_published_sensitive_patient_is_restricted() -> None:
    (found,) = (found for found in published() if found.is_restricted)
    assert found.names[0].suffix == ("MBE",)


def test_published_minimal_patient_has_no_name() -> None:
    assert [found.birth_date for found in published() if not found.names] == [None]
