"""Rules of pointers: what NRL refuses is refused, at the place at which it says so, and what it takes is taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from tests.builders.pointers import CRISIS, ENGLAND, STABILITY, contact_details, content, pointer, replacing
from tests.corpus_files import corpus_text

from accord.domain.nhs_numbers import Acceptance
from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION, SNOMED
from accord.sharing.pointers.codes import TYPES
from accord.sharing.pointers.rules import broken_rules

NUMBER = "9990000018"
ASID = {"identifier": {"system": "https://fhir.nhs.uk/Id/nhsSpineASID", "value": "012345678910"}}
BY_PROXY = content(attachment={"contentType": "application/pdf", "url": "ssp://ash.example/plan.pdf"})
RETRIEVAL = "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-RetrievalMechanism"


def made(**changes: Any) -> dict[str, Any]:
    return {"id": "VL901-1"} | pointer(NUMBER, **changes)


def broken(held: dict[str, Any], accept: Acceptance = Acceptance.TEST) -> list[tuple[str, str]]:
    """Return the older code and the place of each rule that is not kept; the first is today's one code for all."""
    issues = broken_rules(held, accept)
    assert all(each.details["coding"][0]["code"] == "UNPROCESSABLE_ENTITY" for each in issues)
    return [(each.details["coding"][1]["code"], each.at) for each in issues]


def named(system: str, value: str) -> dict[str, Any]:
    return {"identifier": {"system": system, "value": value}}


def coded(system: str, code: str, display: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}]}


@pytest.mark.parametrize("code", sorted(TYPES))
def test_each_type_is_taken_in_its_category(code: str) -> None:
    assert broken(made(code=code)) == []


@pytest.mark.parametrize("name", ["custodian", "type", "status", "subject", "category", "author", "content", "context"])
def test_what_is_required_is_asked_for(name: str) -> None:
    held = made()
    del held[name]
    assert broken(held) == [("INVALID_RESOURCE", name)]


WRONG = {
    "subject's system": ({"subject": named("x", NUMBER)}, "INVALID_IDENTIFIER_SYSTEM", "subject.identifier.system"),
    "subject's number": (
        {"subject": named(NHS_NUMBER, "1234567890")},
        "INVALID_NHS_NUMBER",
        "subject.identifier.value",
    ),
    "custodian's system": (
        {"custodian": named("x", "VL901")},
        "INVALID_IDENTIFIER_SYSTEM",
        "custodian.identifier.system",
    ),
    "no identifier": ({"custodian": {"display": "Ash"}}, "INVALID_RESOURCE", "custodian.identifier"),
    "type of another system": ({"type": coded("x", CRISIS, "y")}, "INVALID_CODE_SYSTEM", "type.coding[0].system"),
    "unknown type": ({"type": coded(SNOMED, "1", "y")}, "INVALID_CODE_VALUE", "type.coding[0].code"),
    "display of type": (
        {"type": coded(SNOMED, CRISIS, "Mental Health Crisis Plan")},
        "INVALID_RESOURCE",
        "type.coding[0].display",
    ),
    "two types": (
        {"type": {"coding": coded(SNOMED, CRISIS, "a")["coding"] * 2}},
        "INVALID_RESOURCE",
        "type.coding",
    ),
    "two categories": ({"category": [coded(SNOMED, "734163000", "Care plan")] * 2}, "INVALID_RESOURCE", "category"),
    "display of category": (
        {"category": [coded(SNOMED, "734163000", "care plan")]},
        "INVALID_RESOURCE",
        "category[0].coding[0].display",
    ),
    "unknown category": (
        {"category": [coded(SNOMED, "1", "Care plan")]},
        "INVALID_CODE_VALUE",
        "category[0].coding[0].code",
    ),
    "category of another type": (
        {"category": [coded(SNOMED, "1102421000000108", "Observations")]},
        "INVALID_CODE_VALUE",
        "category.coding[0].code",
    ),
    "two authors": ({"author": [named(ODS_ORGANISATION, "A")] * 2}, "INVALID_RESOURCE", "author"),
    "author's system": ({"author": [named("x", "A")]}, "INVALID_IDENTIFIER_SYSTEM", "author[0].identifier.system"),
    "author's code": (
        {"author": [named(ODS_ORGANISATION, "!!!!!")]},
        "INVALID_IDENTIFIER_VALUE",
        "author[0].identifier.value",
    ),
    "relation": (
        {"relatesTo": [{"code": "follows", "target": {}}]},
        "INVALID_CODE_VALUE",
        "relatesTo[0].code",
    ),
    "nothing replaced": (
        {"relatesTo": [{"code": "replaces", "target": {}}]},
        "INVALID_IDENTIFIER_VALUE",
        "relatesTo[0].target.identifier.value",
    ),
    "no practice setting": ({"context": {"related": []}}, "INVALID_RESOURCE", "context.practiceSetting.coding"),
    "no stability": ({"content": [content(extension=[])]}, "INVALID_RESOURCE", "content[0].extension"),
    "kind of content": (
        {"content": [content(attachment={"contentType": "image/png", "url": "https://a.example"})]},
        "INVALID_RESOURCE",
        "content[0].attachment.contentType",
    ),
    "address": (
        {"content": [content(attachment={"contentType": "application/pdf", "url": "javascript:x"})]},
        "INVALID_RESOURCE",
        "content[0].attachment.url",
    ),
    "format": ({"content": [content(format={"code": "x"})]}, "INVALID_CODE_VALUE", "content[0].format"),
    "format of another kind": (
        {"content": [content(attachment={"contentType": "text/html", "url": "https://a.example"})]},
        "INVALID_CODE_VALUE",
        "content[0].format.code",
    ),
    "no ASID": ({"content": [BY_PROXY]}, "INVALID_RESOURCE", "context.related"),
}


@pytest.mark.parametrize(("changes", "code", "at"), WRONG.values(), ids=WRONG.keys())
def test_rule_is_named_where_it_is_broken(changes: dict[str, Any], code: str, at: str) -> None:
    assert broken({**made(), **changes}) == [(code, at)]


@pytest.mark.parametrize("asids", [[ASID, ASID], [named(ASID["identifier"]["system"], "12345")]])
def test_asid_is_one_of_twelve_digits(asids: list[dict[str, Any]]) -> None:
    held = made(content=[BY_PROXY])
    assert len(broken(held | {"context": held["context"] | {"related": asids}})) == 1
    assert broken(held | {"context": held["context"] | {"related": [ASID]}}) == []


@pytest.mark.parametrize(
    ("code", "display", "number"),
    [("static", "static", 0), ("dynamic", "Dynamic", 0), ("static", "Dynamic", 1), ("fixed", "Fixed", 1)],
)
def test_stability_has_its_own_display(code: str, display: str, number: int) -> None:
    concept = coded(f"{ENGLAND}-NRLContentStability", code, display)
    held = made(content=[content(extension=[{"url": STABILITY, "valueCodeableConcept": concept}])])
    assert len(broken(held)) == number


@pytest.mark.parametrize(("code", "number"), [("Direct", 0), ("SSP", 0), ("Post", 1)])
def test_way_of_retrieval_is_one_that_is_known(code: str, number: int) -> None:
    held = content()
    mechanism = {"url": RETRIEVAL, "valueCodeableConcept": coded(f"{ENGLAND}-RetrievalMechanism", code, code)}
    assert len(broken(made(content=[held | {"extension": [*held["extension"], mechanism]}]))) == number


def test_contact_details_are_taken() -> None:
    assert broken(made(content=[contact_details()], relatesTo=replacing("VL901-0"))) == []


def published(name: str) -> dict[str, Any]:
    return dict(json.loads(corpus_text(f"nrl/{name}")))


def test_published_example_is_taken() -> None:
    assert broken(published("RQI-736253002-Valid.json"), Acceptance.CORPUS) == []


def test_older_published_example_lacks_what_is_asked_for_now() -> None:
    held = published("Y05868-736253002-Valid-with-ssp-content.json")
    assert broken(held, Acceptance.CORPUS) == [("INVALID_RESOURCE", "content[0].extension")]


Mend = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize("mend", [lambda held: held["context"].pop("related"), lambda held: held.pop("author")])
def test_rules_change_nothing_of_what_they_read(mend: Mend) -> None:
    held = made(content=[BY_PROXY], context={**made()["context"], "related": [ASID]})
    mend(held)
    before = deepcopy(held)
    assert broken(held)
    assert held == before
