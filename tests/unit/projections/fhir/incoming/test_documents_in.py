"""Documents of others, and of other copies of this software: what they say together, and where it differs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from tests.builders import plans
from tests.builders import reports_in as sent

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.projections.fhir.checking import check
from accord.projections.fhir.documents import document
from accord.projections.fhir.incoming.reading import read
from accord.projections.fhir.incoming.said import Incoming, NotTaken, Standing
from accord.projections.sections import sections

NUMBER = "9990000018"
NONE, NOT_FOR = CprRecommendation.NONE, CprRecommendation.NOT_FOR_CPR


def ours(**changed: Any) -> dict[str, Any]:
    signed = plans.signed(replace(plans.enduring_plan(), **changed))
    return document(signed, UUID(int=9), sections(signed.plan, contacts=signed.person.contacts))


def item(made: dict[str, Any]) -> Incoming:
    assert check(made) == []
    return read(made)[1]


def test_document_of_another_copy_is_read_whole() -> None:
    made = ours()
    whom, held = read(made)
    assert whom.number == plans.signed().person.nhs_number
    assert (held.cpr, held.standing, held.contradictions) == (NOT_FOR, Standing.HOLDS, ())
    assert {"cpr", "treatments", "what_matters"} <= set(held.parts)
    assert (held.unplaced, held.decided_by) == ((), plans.signed().signature.author.name)


def test_document_is_known_again_by_its_identifier_and_its_series() -> None:
    names = [each.partition("|")[2] for each in item(ours()).keys]
    assert names == [str(UUID(int=9)), f"{plans.signed().signature.author.organisation_code}/enduring"]


def test_what_it_holds_that_differs_is_a_contradiction_and_decides_nothing() -> None:
    made = ours()
    status = next(each["resource"] for each in made["entry"] if each["resource"]["resourceType"] == "Observation")
    status["valueCodeableConcept"] = sent.concept(sent.FOR)
    held = item(made)
    assert (held.cpr, "recommendation" in held.parts["cpr"]) == (NONE, False)
    assert held.contradictions[0].startswith("It says different things about CPR. The form: ")


def test_what_is_about_somebody_else_refuses_the_document() -> None:
    made = ours()
    made["entry"].append({"fullUrl": "urn:uuid:1", "resource": sent.flag(NUMBER)})
    with pytest.raises(NotTaken) as caught:
        read(made)
    assert "about somebody else" in caught.value.problems[0].words


def test_bundle_that_is_no_document_is_refused() -> None:
    with pytest.raises(NotTaken) as caught:
        read({"resourceType": "Bundle", "type": "collection"})
    assert caught.value.problems[0].at == "Bundle.type"


def test_modifier_extension_within_a_document_refuses_it() -> None:
    made = ours()
    made["entry"][1]["resource"]["modifierExtension"] = [{"url": "urn:but", "valueString": "but"}]
    with pytest.raises(NotTaken) as caught:
        read(made)
    assert "entry[1].resource.modifierExtension" in caught.value.problems[0].at


def test_document_in_error_is_withdrawn() -> None:
    made = ours()
    made["entry"][0]["resource"]["status"] = "entered-in-error"
    assert item(made).standing is Standing.MISTAKEN


def test_objection_to_sharing_is_said_and_hides_nothing() -> None:
    held = item(ours(sharing=SharingWishes(consent=ConsentToShare.REFUSED)))
    assert "consent" not in held.parts["sharing"]
    assert "As it says: The person has objected to sharing. Ask the person" in held.lines


def test_document_of_somebody_else_is_read_by_what_it_holds() -> None:
    entries = [
        {"fullUrl": "urn:uuid:c", "resource": composition(relatesTo=[replaces("6")])},
        {"fullUrl": "urn:uuid:f", "resource": sent.flag(NUMBER)},
        {"fullUrl": "urn:uuid:g", "resource": sent.order(NUMBER, status="revoked")},
        {"fullUrl": "urn:uuid:t", "resource": temperature()},
    ]
    held = item(bundle(entries))
    assert (held.cpr, [each.path for each in held.unplaced]) == (NOT_FOR, ["Observation/"])
    assert "ServiceRequest in it is revoked, and was left out" in held.lines
    assert [each.partition("|")[2] for each in held.keys] == ["7", "6"]
    assert held.form["sections"]["items"] == [{"CPR": "Not for CPR; Frailty"}]


def temperature() -> dict[str, Any]:
    return sent.observation(NUMBER, code=sent.concept(("8310-5", "Body temperature"), "http://loinc.org"))


def replaces(value: str) -> dict[str, Any]:
    return {"code": "replaces", "targetIdentifier": {"system": "urn:example:plans", "value": value}}


def composition(**more: Any) -> dict[str, Any]:
    narrative = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Not for CPR</p><p>Frailty</p></div>'
    return {
        "resourceType": "Composition",
        "status": "final",
        "type": sent.concept(("736366004", "Advance care plan")),
        "subject": sent.whom(NUMBER),
        "date": "2026-02-01",
        "author": [{"display": "Dr Iris Vale"}],
        "title": "Plan",
        "section": [{"title": "CPR", "text": {"status": "generated", "div": narrative}}],
        **more,
    }


def bundle(entries: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": sent.named("7")[0],
        "timestamp": "2026-02-01T10:00:00Z",
        "entry": entries,
    }
