"""One resource about CPR, in the shapes of others: what it says, and what it must not be taken for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.builders import reports_in as sent
from tests.corpus_files import corpus_text

from accord.domain.plan.clinical import CprRecommendation
from accord.projections.fhir.checking import check
from accord.projections.fhir.incoming.concepts import CTV3, READ_V2
from accord.projections.fhir.incoming.reading import read
from accord.projections.fhir.incoming.said import Incoming, NotTaken, Standing
from accord.projections.fhir.systems import LOINC, SNOMED

NUMBER = "9990000018"
FOR, NOT_FOR, NONE = CprRecommendation.FOR_CPR, CprRecommendation.NOT_FOR_CPR, CprRecommendation.NONE
CPR = ("89666000", "Cardiopulmonary resuscitation")


def item(made: dict[str, Any]) -> Incoming:
    assert check(made) == []
    return read(made)[1]


def refused(made: dict[str, Any]) -> str:
    with pytest.raises(NotTaken) as caught:
        read(made)
    (problem,) = caught.value.problems
    return f"{problem.at}: {problem.words}"


@pytest.mark.parametrize(
    ("code", "system", "meant"),
    [
        ("450475007", SNOMED, FOR),
        ("304252001", SNOMED, FOR),
        ("450476008", SNOMED, NOT_FOR),
        ("304253006", SNOMED, NOT_FOR),
        ("143021000119109", SNOMED, NOT_FOR),
        ("1R00.", READ_V2, FOR),
        ("1R10.", READ_V2, NOT_FOR),
        ("XaZVX", CTV3, FOR),
        ("XaZ9c", CTV3, NOT_FOR),
        ("261665006", SNOMED, NONE),
        ("1107891000000106", SNOMED, NONE),
    ],
)
def test_codes_old_and_new_are_read_by_the_map(code: str, system: str, meant: CprRecommendation) -> None:
    value = {"coding": [{"system": system, "code": code}]}
    assert item(sent.observation(NUMBER, valueCodeableConcept=value)).cpr is meant


def test_unknown_code_is_no_recommendation_and_is_said() -> None:
    held = item(sent.observation(NUMBER, ("9999999", "Something else")))
    assert (held.cpr, held.says) == (NONE, "“Something else”, which is no CPR status that is known here")


def test_respect_plan_alone_says_nothing_about_cpr() -> None:
    held = item(sent.flag(NUMBER, ("1107891000000106", "Has ReSPECT")))
    assert (held.cpr, held.says.startswith("that there is a ReSPECT plan")) == (NONE, True)


def test_codes_that_differ_are_a_contradiction() -> None:
    both = [sent.concept(each)["coding"][0] for each in (sent.FOR, sent.NOT_FOR)]
    held = item(sent.observation(NUMBER, valueCodeableConcept={"coding": both}))
    assert held.cpr is NONE
    assert "different things about CPR" in held.contradictions[0]


@pytest.mark.parametrize(
    ("code", "words"), [("450475007", "Not for resuscitation"), ("450476008", "For resuscitation")]
)
def test_words_against_their_code_are_a_contradiction(code: str, words: str) -> None:
    held = item(sent.observation(NUMBER, (code, words)))
    assert (held.cpr, len(held.contradictions)) == (NONE, 1)


def test_end_of_a_flag_is_no_end() -> None:
    held = item(sent.flag(NUMBER))
    assert (held.cpr, held.standing) == (NOT_FOR, Standing.HOLDS)
    assert any("ends on 1 August 2026. That may be the day of a review" in line for line in held.lines)


@pytest.mark.parametrize(
    ("code", "kind", "meant", "contradicts"),
    [
        (sent.NOT_FOR, "", NOT_FOR, False),
        (sent.NOT_FOR, "permit", NOT_FOR, False),
        (sent.NOT_FOR, "deny", NONE, True),
        (CPR, "deny", NOT_FOR, False),
        (CPR, "permit", FOR, False),
        (CPR, "", NONE, False),
    ],
)
def test_type_of_a_consent_turns_treatments_alone(
    code: tuple[str, str], kind: str, meant: CprRecommendation, contradicts: bool
) -> None:
    held = item(sent.consent(NUMBER, code, kind))
    assert (held.cpr, bool(held.contradictions)) == (meant, contradicts)


@pytest.mark.parametrize(
    ("code", "is_not", "meant", "contradicts"),
    [
        (CPR, True, NOT_FOR, False),
        (CPR, False, FOR, False),
        (sent.NOT_FOR, False, NOT_FOR, False),
        (sent.NOT_FOR, True, NONE, True),
    ],
)
def test_do_not_perform_turns_treatments_alone(
    code: tuple[str, str], is_not: bool, meant: CprRecommendation, contradicts: bool
) -> None:
    held = item(sent.order(NUMBER, code, doNotPerform=is_not))
    assert (held.cpr, bool(held.contradictions)) == (meant, contradicts)


@pytest.mark.parametrize(("code", "meant"), [("LA33470-8", FOR), ("LA33471-6", NOT_FOR)])
def test_order_of_a_portable_form_is_read(code: str, meant: CprRecommendation) -> None:
    held = item(sent.order(NUMBER, code=sent.concept((code, ""), LOINC), doNotPerform=False))
    assert held.cpr is meant


def test_order_about_cpr_with_no_known_code_is_shown_in_its_words() -> None:
    category = [{"coding": [{"system": LOINC, "code": "100822-6"}]}]
    held = item(sent.order(NUMBER, ("1", "Allow natural death"), category=category))
    assert held.says == "an order about CPR with no code that is known here: “Allow natural death”"


@pytest.mark.parametrize("make", [sent.observation, sent.flag, sent.consent, sent.order])
def test_unknown_modifier_extension_refuses_the_item_by_name(make: Any) -> None:
    words = refused(make(NUMBER, modifierExtension=[{"url": "http://example.org/but", "valueString": "yes, but"}]))
    assert "modifierExtension: 'http://example.org/but' changes what this means" in words


def test_modifier_extension_deep_within_is_found() -> None:
    made = sent.consent(NUMBER)
    made["provision"]["modifierExtension"] = [{"url": "urn:other", "valueString": "other"}]
    assert refused(made).startswith("Consent.provision.modifierExtension: 'urn:other'")


def test_rules_that_are_implied_are_refused() -> None:
    assert "implicitRules" in refused(sent.flag(NUMBER, implicitRules="http://example.org/rules"))


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        (sent.observation(NUMBER, status="entered-in-error"), Standing.MISTAKEN),
        (sent.observation(NUMBER, status="cancelled"), Standing.ENDED),
        (sent.flag(NUMBER, status="inactive"), Standing.ENDED),
        (sent.consent(NUMBER, status="rejected"), Standing.ENDED),
        (sent.order(NUMBER, status="revoked"), Standing.ENDED),
        (sent.order(NUMBER, status="on-hold"), Standing.ENDED),
        (sent.observation(NUMBER, status="corrected"), Standing.HOLDS),
    ],
)
def test_status_says_whether_it_holds(made: dict[str, Any], standing: Standing) -> None:
    assert item(made).standing is standing


@pytest.mark.parametrize(
    "made",
    [
        sent.observation(NUMBER, status="preliminary"),
        sent.consent(NUMBER, status="draft"),
        sent.order(NUMBER, status="draft"),
    ],
)
def test_what_decides_nothing_is_refused(made: dict[str, Any]) -> None:
    assert "which reports nothing" in refused(made)


def test_exceptions_of_a_consent_are_not_passed_over() -> None:
    made = sent.consent(NUMBER)
    made["provision"]["provision"] = [{"type": "permit"}]
    assert "exceptions" in refused(made)


@pytest.mark.parametrize(
    "made",
    [
        sent.observation(NUMBER, code=sent.concept(("8310-5", "Body temperature"), LOINC)),
        sent.flag(NUMBER, ("1", "Allergy")),
        sent.order(NUMBER, ("1", "X-ray"), doNotPerform=False),
    ],
)
def test_what_is_about_something_else_is_refused(made: dict[str, Any]) -> None:
    assert "says nothing about CPR" in refused(made)


def test_consent_of_another_kind_is_refused() -> None:
    made = sent.consent(NUMBER, category=[{"coding": [{"system": "urn:other", "code": "research"}]}])
    assert refused(made).startswith("Consent.category")


def test_what_finds_no_place_is_named() -> None:
    held = item(sent.observation(NUMBER, bodySite={"text": "Chest"}))
    assert [each.path for each in held.unplaced] == ["Observation.bodySite"]


def test_date_that_is_no_day_stays_in_words() -> None:
    held = item(sent.observation(NUMBER, effectiveDateTime="2025"))
    assert (held.decided_at, "Dated 2025" in held.lines) == (None, True)


def test_order_of_the_corpus_is_read() -> None:
    made = json.loads(corpus_text("dnr-consent/not-for-resuscitation.json"))
    held = item({**made, "patient": sent.whom(NUMBER)})
    assert (held.cpr, str(held.decided_at)) == (NOT_FOR, "2021-09-01")
