"""Tests of what FHIR R4 allows: names, types, numbers, bound codes, references and the standard's conditions."""

from __future__ import annotations

from typing import Any

import pytest

from accord.projections.fhir.checking import check
from accord.projections.fhir.problems import Wrong

PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "a-1",
    "name": [{"family": "Archer", "given": ["Ada", "May"]}],
    "birthDate": "1941-03-27",
    "deceasedBoolean": False,
}


def found(**changes: Any) -> list[tuple[str, Wrong]]:
    return [(each.at, each.wrong) for each in check({**PATIENT, **changes})]


def test_sound_resource_has_no_problem() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "at", "wrong"),
    [
        ({"colour": "red"}, "Patient.colour", Wrong.STRUCTURE),
        ({"name": {"family": "Archer"}}, "Patient.name", Wrong.STRUCTURE),
        ({"name": []}, "Patient.name", Wrong.STRUCTURE),
        ({"name": [{}]}, "Patient.name[0]", Wrong.STRUCTURE),
        ({"birthDate": "27/03/1941"}, "Patient.birthDate", Wrong.VALUE),
        ({"birthDate": "1941-02-30"}, "Patient.birthDate", Wrong.VALUE),
        ({"birthDate": ""}, "Patient.birthDate", Wrong.VALUE),
        ({"gender": "man"}, "Patient.gender", Wrong.CODE),
        ({"active": "true"}, "Patient.active", Wrong.VALUE),
        ({"deceasedDateTime": "2026-01-01"}, "Patient.deceased[x]", Wrong.STRUCTURE),
        ({"link": [{"type": "seealso"}]}, "Patient.link[0].other", Wrong.REQUIRED),
        ({"managingOrganization": {"reference": "Patient/1"}}, "Patient.managingOrganization", Wrong.VALUE),
        ({"managingOrganization": {"reference": "#org"}}, "Patient", Wrong.INVARIANT),
        ({"extension": [{"url": "https://a.example/x"}]}, "Patient.extension[0]", Wrong.INVARIANT),
        ({"_birthDate": {"extension": [{"url": 1}]}}, "Patient._birthDate.extension[0].url", Wrong.VALUE),
        ({"telecom": [{"value": "01632 960001"}]}, "Patient.telecom[0]", Wrong.INVARIANT),
        ({"contained": [{"resourceType": "Organization", "id": "o", "name": "X"}]}, "Patient", Wrong.INVARIANT),
        ({"resourceType": "Spaceship"}, "Resource", Wrong.STRUCTURE),
    ],
)
def test_what_is_wrong_is_named_by_its_place(changes: dict[str, Any], at: str, wrong: Wrong) -> None:
    assert (at, wrong) in found(**changes)


def test_value_is_never_repeated() -> None:
    assert not any("Archer" in each.words for each in check({**PATIENT, "birthDate": "Archer"}))


def test_other_kind_than_asked_for_is_refused() -> None:
    assert [each.words for each in check(PATIENT, kind="Consent")] == ["is a Patient, and a Consent is asked for"]


def test_what_is_no_object_is_refused() -> None:
    assert check([PATIENT])[0].wrong is Wrong.STRUCTURE


def test_endless_depth_is_refused() -> None:
    item: dict[str, Any] = {"linkId": "0"}
    for number in range(1, 60):
        item = {"linkId": str(number), "item": [item]}
    response = {"resourceType": "QuestionnaireResponse", "status": "completed", "item": [item]}
    assert any("deeper" in each.words for each in check(response))


def test_document_begins_with_its_composition() -> None:
    document = {"resourceType": "Bundle", "type": "document", "entry": [{"resource": PATIENT}]}
    assert {each.words[-7:] for each in check(document)} >= {"(bdl-9)", "bdl-10)", "bdl-11)"}


@pytest.mark.parametrize(
    "div",
    [
        "plain words",
        "<div>no namespace</div>",
        '<div xmlns="http://www.w3.org/1999/xhtml"> </div>',
        '<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>',
        '<div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x">a</p></div>',
        '<div xmlns="http://www.w3.org/1999/xhtml"><a href="javascript:x">a</a></div>',
        '<!DOCTYPE div [<!ENTITY a "b">]><div xmlns="http://www.w3.org/1999/xhtml">&a;</div>',
    ],
)
def test_text_that_could_run_or_says_nothing_is_refused(div: str) -> None:
    assert found(text={"status": "generated", "div": div}) == [("Patient.text", Wrong.INVARIANT)]
