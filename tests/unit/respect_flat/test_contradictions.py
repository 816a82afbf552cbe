"""Where a reported form contradicts itself, and where it only seems to."""

from datetime import date
from typing import Any

import pytest
from tests.builders.respect_forms import (
    A7,
    CAPACITY,
    CONFIRMED,
    CPR,
    DECIDED,
    INVOLVEMENT,
    PEOPLE,
    PROXY,
    REASON,
    RECORDED,
    REVIEW,
    SIGNATURE,
    SIGNED,
    STATUS,
    form,
)

from accord.domain.respect_flat.reading import read_respect
from accord.domain.respect_flat.reported_plans import Contradiction


def found(changes: dict[str, Any], birth_date: date | None = None) -> tuple[Contradiction, ...]:
    return read_respect(form(changes), birth_date=birth_date).contradictions


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({CAPACITY: False}, "lacks_capacity_with_involvement_a"),
        ({INVOLVEMENT: "at0004"}, "has_capacity_with_involvement_b"),
        ({INVOLVEMENT: "at0013"}, "involvement_without_reason"),
        ({INVOLVEMENT: "at0005"}, "involvement_without_reason"),
        ({PEOPLE: ""}, "complete_but_empty"),
        ({CPR: None}, "complete_but_empty"),
        ({SIGNATURE: "ReSPECT clinician signature"}, "no_senior_signature"),
        ({SIGNED: "2024-04-30T11:00:00+01:00"}, "signed_before_decision"),
        ({RECORDED: "2024-04-30T11:00:00+01:00"}, "recorded_before_decision"),
        ({REVIEW: "2024-05-01", CONFIRMED: "2024-05-01T12:00:00+01:00"}, "review_not_after_confirmation"),
        ({CONFIRMED: "2024-04-02T12:00:00+01:00"}, "confirmed_before_decision"),
    ],
)
def test_contradiction_is_named(changes: dict[str, Any], code: str) -> None:
    assert [each.code for each in found(changes)] == [code]


@pytest.mark.parametrize(
    "changes",
    [
        {CAPACITY: False, INVOLVEMENT: "at0004"},
        {CAPACITY: False, INVOLVEMENT: "at0004", PROXY: "at0004"},
        {INVOLVEMENT: "at0013", REASON: "She asked not to be"},
        {INVOLVEMENT: "at0012"},
        {SIGNED: "2024-05-01"},
        {STATUS: "Started", PEOPLE: "", SIGNATURE: None},
        {REVIEW: "2024-11-01", CONFIRMED: "2024-05-01T12:00:00+01:00"},
    ],
)
def test_what_fits_together_is_no_contradiction(changes: dict[str, Any]) -> None:
    assert found(changes) == ()


def test_complete_form_without_signatures_says_so() -> None:
    unsigned = {path: None for path in form() if path.startswith(A7)}
    assert [each.code for each in found(unsigned)] == ["complete_but_unsigned"]


def test_proxy_who_is_not_named_is_a_contradiction() -> None:
    changes = {CAPACITY: False, INVOLVEMENT: "at0004", PROXY: "at0004", PEOPLE: "", STATUS: "Started"}
    assert [each.code for each in found(changes)] == ["proxy_not_named"]


def test_both_a_and_b_is_a_contradiction() -> None:
    other = INVOLVEMENT.replace("involvement|code", "involvement:1|code")
    codes = {each.code for each in found({other: "at0004"})}
    assert codes == {"has_capacity_with_involvement_b", "involvement_a_and_b"}


@pytest.mark.parametrize(
    ("born", "codes"),
    [
        (date(2006, 5, 1), ["modified_cpr_for_adult"]),
        (date(2006, 5, 2), []),
        (None, []),
    ],
)
def test_modified_cpr_is_for_children(born: date | None, codes: list[str]) -> None:
    assert [each.code for each in found({CPR: "at0027"}, born)] == codes


def test_option_for_children_is_named_for_an_adult() -> None:
    (only,) = found({INVOLVEMENT: "at0012"}, date(1944, 2, 29))
    assert only.code == "involvement_c_for_adult"
    assert "the person was 80" in only.words


def test_contradiction_names_its_fields_and_days() -> None:
    (only,) = found({SIGNED: "2024-04-30T11:00:00+01:00", DECIDED: "2024-05-01"})
    assert only.fields == ("signatures.signed_at", "cpr.decided_at")
    assert "30 April 2024, before the CPR decision of 1 May 2024" in only.words
