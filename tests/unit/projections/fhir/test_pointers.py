"""Tests of pointers to plans that are signed here: what the National Record Locator asks for, and no content."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from tests.builders import plans

from accord.domain.people import Verification
from accord.domain.plan.wishes import Scope
from accord.projections.fhir.checking import check
from accord.projections.fhir.pointers import STABILITY, PlanPointed, document_reference

ADDRESS = "https://here.example/fhir/R4/DocumentReference/9/$current"


def made(scope: Scope = Scope.ENDURING, **changes: Any) -> dict[str, Any]:
    signed = plans.signed()
    pointed = PlanPointed(
        version_id=UUID(int=9),
        scope=scope,
        organisation_code="Y90001",
        signed_at=signed.signature.signed_at,
        address=ADDRESS,
    )
    return document_reference(pointed, replace(signed.person, verification=Verification.VERIFIED, **changes))


@pytest.mark.parametrize(
    ("scope", "code", "display"),
    [
        (Scope.ENDURING, "736366004", "Advance care plan"),
        (Scope.EPISODE, "735324008", "Treatment escalation plan"),
    ],
)
def test_type_and_display_are_exact(scope: Scope, code: str, display: str) -> None:
    assert made(scope)["type"]["coding"] == [{"system": "http://snomed.info/sct", "code": code, "display": display}]
    assert check(made(scope), kind="DocumentReference") == []


def test_content_is_dynamic() -> None:
    (content,) = made()["content"]
    (stability,) = (each for each in content["extension"] if each["url"] == STABILITY)
    assert stability["valueCodeableConcept"]["coding"][0]["code"] == "dynamic"
    assert (content["attachment"]["url"], content["format"]["display"]) == (ADDRESS, "Structured Document")


def test_number_that_is_not_verified_is_no_subject() -> None:
    signed = plans.signed()
    pointed = PlanPointed(
        version_id=UUID(int=9),
        scope=Scope.ENDURING,
        organisation_code="Y90001",
        signed_at=signed.signature.signed_at,
        address=ADDRESS,
    )
    unsure = replace(signed.person, verification=Verification.PRESENT_NOT_TRACED)
    assert "identifier" not in document_reference(pointed, unsure)["subject"]


def test_nothing_of_the_plan_is_in_it() -> None:
    assert [word for word in ("Severe", "cpr", "CPR", "Hartley") if word in str(made())] == []
