"""What is found in free text, and what the text denies."""

from __future__ import annotations

import pytest

from accord.domain.rationales import (
    exception_codes,
    inconvenience_codes,
    limit_codes,
    normalised_hash,
    other_words,
    phrase_codes,
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Down\u2019s syndrome", {"downs_syndrome"}),
        ("Not for CPR due to learning disability", {"learning_disability"}),
        ("CPR not appropriate due to age", {"age"}),
        ("Elderly, lives in a care home", {"age", "care_home"}),
        ("92 years old, CFS 7", {"age", "frailty_scale"}),
        ("AUTISTIC", {"autism"}),
        ("Wheelchair bound", {"disability"}),
        ("Long-standing schizophrenia", {"mental_illness"}),
        ("Poor quality of life", {"quality_of_life_judgement"}),
        ("CPR would be futile", {"futile"}),
        ("All residents, as per policy", {"blanket_policy"}),
        ("Agreed by family", {"family_consent"}),
        ("Metastatic lung cancer", {"clinical_condition"}),
        ("Advanced age", {"age"}),
        ("Severe heart failure; also has a learning disability", {"clinical_condition", "learning_disability"}),
    ],
)
def test_phrase_is_found(text: str, codes: set[str]) -> None:
    assert phrase_codes(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "No learning disability",
        "The decision is not due to her age",
        "Not because of learning disability",
        "This has been decided regardless of disability",
        "Her reasons are her own",
        "A passage about courage and cottages",
        "No known autism",
        "",
    ],
)
def test_phrase_that_is_denied_or_absent_is_not_found(text: str) -> None:
    assert phrase_codes(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("No dementia, but elderly", {"age"}),
        ("DNACPR. Age.", {"age"}),
        ("Not for resuscitation: elderly", {"age"}),
        ("Do not attempt resuscitation because of autism", {"autism"}),
    ],
)
def test_denial_ends_with_its_clause_and_never_comes_from_the_decision_itself(text: str, codes: set[str]) -> None:
    assert phrase_codes(text) == codes


@pytest.mark.parametrize(("text", "count"), [("Elderly", 0), ("CPR not appropriate due to age", 0)])
def test_ground_alone_leaves_no_other_words(text: str, count: int) -> None:
    assert other_words(text) == count


def test_other_words_count_what_no_list_knows() -> None:
    assert other_words("Elderly with calciphylaxis, recurrent gastrointestinal bleeding") >= 4


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Likely to self-harm if told", {"harm"}),
        ("It would be distressing", {"distress"}),
        ("CPR is futile, a clinical decision", {"futile"}),
    ],
)
def test_reason_for_not_involving_is_read(text: str, codes: set[str]) -> None:
    assert exception_codes(text) == codes


def test_hour_given_as_a_reason_not_to_consult_is_found() -> None:
    assert inconvenience_codes("It was the middle of the night") == {"convenience"}
    assert inconvenience_codes("She lives abroad and has no telephone") == frozenset()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Not for CPR. Not for hospital admission.", {"no_hospital"}),
        ("no IV antibiotics, comfort care only", {"no_antibiotics", "comfort_only"}),
        ("Ward-based care", {"no_escalation"}),
        ("Please give oxygen and antibiotics, and admit", set()),
    ],
)
def test_limits_on_other_care_are_found_in_words_about_cpr(text: str, codes: set[str]) -> None:
    assert limit_codes(text) == codes


def test_hash_is_the_same_for_the_same_words_only() -> None:
    assert normalised_hash("Frail; heart failure.", b"k") == normalised_hash("FRAIL  heart\nfailure", b"k")
    assert normalised_hash("Frail", b"k") != normalised_hash("Fit", b"k")


def test_hash_needs_its_key_and_words() -> None:
    assert normalised_hash("Frail", b"k") != normalised_hash("Frail", b"other")
    assert normalised_hash(" ... ", b"k") == ""
