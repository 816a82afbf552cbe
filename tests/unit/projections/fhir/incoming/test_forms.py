"""Forms of others: what is known finds its place, the rest is named, and only a code says anything about CPR."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any
from uuid import UUID

import pytest
from tests.builders import plans, regions
from tests.builders import reports_in as sent
from tests.corpus_files import corpus_text

from accord.domain.codec import from_json
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import PART_TYPES, Plan, SignedDocument
from accord.projections.fhir.checking import check
from accord.projections.fhir.incoming.form_places import END_OF_LIFE, FORMS, LEGACY, RESPECT
from accord.projections.fhir.incoming.our_answers import read_ours
from accord.projections.fhir.incoming.reading import read
from accord.projections.fhir.incoming.said import Incoming
from accord.projections.fhir.questionnaires import questionnaire_response

NUMBER = "9990000018"
RESPECT_FORM, EOLC_FORM, CARE_CONNECT_FORM = FORMS
VERSION = UUID(int=9)


def form(questionnaire: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": questionnaire,
        "subject": sent.whom(NUMBER),
        "authored": "2026-01-05T10:00:00Z",
        "item": list(items),
        **more,
    }


def answer(link: str, *values: Any, text: str = "Question") -> dict[str, Any]:
    said = [{"valueCoding": each} if isinstance(each, dict) else {"valueString": each} for each in values]
    return {"linkId": link, "text": text, "answer": said}


def snomed(code: str) -> dict[str, str]:
    return {"system": "http://snomed.info/sct", "code": code}


def group(link: str, *items: dict[str, Any]) -> dict[str, Any]:
    return {"linkId": link, "item": list(items)}


def item(made: dict[str, Any]) -> Incoming:
    assert check(made) == []
    return read(made)[1]


def links(questions: list[dict[str, Any]]) -> set[str]:
    return {each["linkId"] for each in questions} | {link for each in questions for link in links(each.get("item", []))}


@pytest.mark.parametrize(
    ("name", "places"), [("ReSPECT.R4", RESPECT), ("EndofLifeCare.R4", END_OF_LIFE), ("EPaCCS", END_OF_LIFE)]
)
def test_every_place_is_of_a_question_that_the_form_asks(name: str, places: dict[str, Any]) -> None:
    asked = json.loads(corpus_text(f"england/{name}.json"))
    known = links(asked["item"])
    assert asked["url"] in FORMS
    if name != "EPaCCS":
        own = links(json.loads(corpus_text("england/EPaCCS.json"))["item"]) if places is END_OF_LIFE else set()
        assert set(places) | set(LEGACY) <= known | own | set(LEGACY)


@pytest.mark.parametrize("code", ["450475007", "304252001", "450476008", "304253006", "143021000119109"])
def test_every_status_of_the_value_set_is_read(code: str) -> None:
    listed = json.loads(corpus_text("england/CPRStatus.json"))["compose"]["include"][0]["concept"]
    assert code in {each["code"] for each in listed}
    held = item(form(EOLC_FORM, group("CPR", answer("CPR001.1", snomed(code)))))
    assert held.cpr in (CprRecommendation.FOR_CPR, CprRecommendation.NOT_FOR_CPR)


@pytest.mark.parametrize(("name", "link"), [("EOLC-PreferredPlaceOfDeath", "PRE001.1.2"), ("EOLPrognosisCode", "PRO")])
def test_place_and_prognosis_of_the_value_sets_are_read(name: str, link: str) -> None:
    listed = json.loads(corpus_text(f"england/{name}.json"))["compose"]["include"][0]["concept"]
    left = [each for each in listed if item(form(EOLC_FORM, answer(link, snomed(each["code"])))).unplaced]
    assert [each["display"] for each in left if "supportive care stage" not in each["display"]] == []


def test_respect_form_fills_the_parts_of_a_plan() -> None:
    held = item(
        form(
            RESPECT_FORM,
            group("8531567750091", answer("5090977699027", "My garden"), answer("914986869542", "Being alone")),
            group(
                "1743377747905",
                answer("7415469232414", {"code": "comfort", "display": "Prioritise comfort"}),
                answer("6194338778785", snomed("304253006")),
                answer("6788228603760", "2025-12-01"),
            ),
            group("8502417857260", answer("1554704924421", {"display": "Has capacity"})),
            group("971946188828", answer("5039098111353", {"code": "A"})),
        )
    )
    plan = from_json(Plan, held.parts)
    assert (plan.cpr and str(plan.cpr.decided_at)) == "2025-12-01"
    assert (held.cpr, held.unplaced) == (CprRecommendation.NOT_FOR_CPR, ())
    assert set(held.parts) == {"what_matters", "treatments", "cpr", "capacity", "involvement"}


def test_end_of_life_form_fills_the_parts_of_a_plan() -> None:
    held = item(
        form(
            EOLC_FORM,
            answer("CPR001.1", snomed("450476008")),
            answer("CPR001.2", "Frailty"),
            answer("CPR001.8", "Dr Iris Vale"),
            group("DOC", answer("DOC001.1", "ADRT"), answer("DOC001.2", "In the kitchen drawer")),
            answer("LPA001.1", {"code": "1", "display": "Has health and welfare LPA"}),
            answer("ATP001.4.1", "70"),
        )
    )
    assert held.parts["understanding"]["other_documents"] == [
        {"description": "ADRT", "location": "In the kitchen drawer"}
    ]
    assert (held.decided_by, held.parts["cpr"]["rationale"]) == ("Dr Iris Vale", "Frailty")
    assert "It says of legal documents: Has health and welfare LPA" in held.lines
    assert [each.why.startswith("The scale") for each in held.unplaced] == [True]


def test_reference_is_read_from_what_comes_with_it() -> None:
    who = {"resourceType": "Practitioner", "id": "d", "name": [{"text": "Dr Iris Vale"}]}
    answered = {"linkId": "CPR001.8", "answer": [{"valueReference": {"reference": "#d"}}]}
    assert item(form(CARE_CONNECT_FORM, answered, contained=[who])).decided_by == "Dr Iris Vale"


def test_form_that_is_not_known_gives_cpr_by_its_code_alone() -> None:
    held = item(form("urn:other", answer("1", snomed("304253006")), answer("2", "Not for CPR", text="Notes")))
    assert held.cpr is CprRecommendation.NOT_FOR_CPR
    assert [(each.path, each.value) for each in held.unplaced] == [("Notes (2)", "Not for CPR")]


def test_answers_that_differ_are_a_contradiction_and_fill_nothing() -> None:
    held = item(form("urn:other", answer("1", snomed("304253006")), answer("2", snomed("304252001"))))
    assert (held.cpr, "cpr" in held.parts, len(held.contradictions)) == (CprRecommendation.NONE, False, 1)


def test_value_that_is_not_known_is_named_and_never_guessed() -> None:
    held = item(form(RESPECT_FORM, answer("1554704924421", {"display": "Perhaps"})))
    assert (dict(held.parts), held.unplaced[0].why) == ({}, "It is neither yes nor no.")


@pytest.mark.parametrize("place", range(0, 300, 20))
def test_our_own_form_is_read_back_whole(place: int) -> None:
    signed = [plans.signed(), *regions.documents()][place]
    read_back = read_ours(questionnaire_response(signed, VERSION))
    held = from_json(Plan, read_back.parts)
    assert read_back.unplaced == []
    assert [each.name for each in fields(Plan) if not _same(held, signed, each.name)] == []


def _same(held: Plan, signed: SignedDocument, name: str) -> bool:
    before, after = getattr(signed.plan, name), getattr(held, name)
    nothing = {part.value: kind() for part, kind in PART_TYPES.items()}
    return name in ("conversations", "legal") or before == after or (after is None and before == nothing.get(name))
