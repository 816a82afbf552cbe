"""Whom an item is about: said by our id or by a number that its sender has verified, or it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders import reports_in as sent

from accord.projections.fhir.incoming.reading import read
from accord.projections.fhir.incoming.said import NotTaken
from accord.projections.fhir.systems import EXTENSIONS, NHS_NUMBER

NUMBER, OTHER = "9990000018", "9990000026"


def patient(*numbers: str, status: str = "") -> dict[str, Any]:
    code = {"valueCodeableConcept": {"coding": [{"code": status}]}, "url": f"{EXTENSIONS}NHSNumberVerificationStatus"}
    held = [{"system": NHS_NUMBER, "value": each, **({"extension": [code]} if status else {})} for each in numbers]
    name = [{"family": "Hartley", "given": ["Rose"]}]
    return {"resourceType": "Patient", "id": "p", "identifier": held, "name": name, "birthDate": "1941-05-17"}


def of(**changed: Any) -> dict[str, Any]:
    return sent.observation(NUMBER, **changed)


def test_patient_within_says_who() -> None:
    subject, _ = read(of(subject={"reference": "#p"}, contained=[patient(NUMBER, status="01")]))
    assert (subject.number, subject.families, subject.birth_date) == (NUMBER, ("Hartley",), "1941-05-17")


def test_our_own_id_is_read() -> None:
    subject, _ = read(of(subject={"reference": "Patient/7a"}))
    assert (subject.patient_id, subject.number) == ("7a", "")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"subject": {"display": "Rose"}}, "has to be given"),
        ({"subject": {"reference": "Group/1"}}, "leads nowhere"),
        ({"subject": {"reference": "#p"}, "contained": [patient()]}, "no NHS number"),
        ({"subject": {"reference": "#p"}, "contained": [patient(NUMBER, OTHER)]}, "two NHS numbers"),
        ({"subject": {"reference": "#p", **sent.whom(OTHER)}, "contained": [patient(NUMBER)]}, "two NHS numbers"),
        ({"subject": {"reference": "#p"}, "contained": [patient(NUMBER, status="06")]}, "not verified (status 06)"),
    ],
)
def test_item_that_does_not_say_who_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(NotTaken) as caught:
        read(of(**changed))
    assert words in caught.value.problems[0].words
