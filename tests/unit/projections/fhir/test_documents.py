"""Tests of the document of a signed plan: sound, whole, and without what is kept from its reader."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from tests.builders import plans, regions

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import Readers, ReadingOrganisation
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.projections.fhir.checking import check
from accord.projections.fhir.documents import as_read, document
from accord.projections.restricted_parts import Kept
from accord.projections.sections import sections

VERSION = UUID(int=9)


def made(signed: SignedDocument) -> dict[str, Any]:
    return document(signed, VERSION, sections(signed.plan, contacts=signed.person.contacts))


def resource(bundle: dict[str, Any], kind: str) -> dict[str, Any] | None:
    return next((each["resource"] for each in bundle["entry"] if each["resource"]["resourceType"] == kind), None)


@pytest.mark.parametrize("place", range(0, 300, 10))
def test_plan_is_a_document_that_the_standard_allows(place: int) -> None:
    assert check(made(list(regions.documents())[place]), kind="Bundle") == []


def test_references_lead_to_what_the_document_holds() -> None:
    bundle = made(plans.signed())
    held = {f"{each['resource']['resourceType']}/{each['resource']['id']}" for each in bundle["entry"]}
    text = json.dumps(bundle)
    assert {part.split('"')[0] for part in text.split('"reference": "')[1:]} <= held


@pytest.mark.parametrize(
    ("recommendation", "code"),
    [(CprRecommendation.NOT_FOR_CPR, "450476008"), (CprRecommendation.FOR_CPR, "450475007")],
)
def test_status_is_said_by_its_code(recommendation: CprRecommendation, code: str) -> None:
    found = next(each for each in regions.documents() if each.recommended is recommendation)
    status = resource(made(found), "Observation")
    assert status is not None
    assert status["valueCodeableConcept"]["coding"][0]["code"] == code


def test_flag_never_ends_at_a_review() -> None:
    alert = resource(made(plans.signed()), "Flag")
    assert alert is not None
    assert "end" not in alert["period"]


def test_kept_part_is_named_and_its_words_are_gone() -> None:
    signed = plans.signed()
    assert signed.plan.what_matters is not None
    read = as_read(made(signed), Kept(ask={PartName.WHAT_MATTERS: "Dr Ada Moss"}))
    text = json.dumps(read, ensure_ascii=False)
    assert signed.plan.what_matters.values not in text
    assert "Ask Dr Ada Moss" in text
    assert check(read) == []


@pytest.mark.parametrize(
    ("kept", "gone"),
    [
        (Kept(ask={PartName.WHAT_MATTERS: "Dr Ada Moss"}), ("Why <I> keep it",)),
        (Kept(hides_places=True), ("VL901",)),
    ],
)
def test_why_parts_are_kept_is_told_to_those_who_may_read_them(kept: Kept, gone: tuple[str, ...]) -> None:
    wishes = SharingWishes(
        consent=ConsentToShare.GIVEN,
        restricted_parts=frozenset({PartName.WHAT_MATTERS}),
        restricted_to=Readers.ASKED_AT,
        restricted_organisations=(ReadingOrganisation(code="VL901"),),
        restricted_words="Why <I> keep it",
    )
    signed = plans.signed()
    bundle = made(replace(signed, plan=replace(signed.plan, sharing=wishes)))
    read = as_read(bundle, kept)
    held, text = (html.unescape(json.dumps(each, ensure_ascii=False)) for each in (bundle, read))
    assert [(held.count(words) > 0, text.count(words)) for words in gone] == [(True, 0)]
    assert "The person has agreed" in text
    assert check(read) == []


def test_document_is_whole_for_whoever_reads_everything() -> None:
    bundle = made(plans.signed())
    assert as_read(bundle, Kept()) == bundle
