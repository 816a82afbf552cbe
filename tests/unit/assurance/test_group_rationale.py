"""Signals of reasons that rest on a group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.builders.canonical import FIRST_DAY, SETTINGS, decision, held

from accord.assurance.signals import group_rationale
from accord.assurance.signals.decisions import number_of
from accord.assurance.signals.kinds import Signal, SignalKind
from accord.domain.rationales import phrase_codes


def _found(*texts: str | None, **given: str | int | None) -> list[Signal]:
    return group_rationale.find(
        held(decision(number, rationale=text, **given) for number, text in enumerate(texts)), SETTINGS
    )


def test_one_reason_is_enough_and_carries_no_chance() -> None:
    (signal,) = _found("Learning disability", "End stage heart failure")
    assert signal.signal is SignalKind.GROUP_RATIONALE
    assert (signal.decision_ids, signal.observed, signal.p_value) == (("D0",), 1, None)
    assert signal.question == (
        "What was the reason for this decision beside a learning disability, and where is it written?"
    )


def test_several_groups_are_named_as_people_say_them() -> None:
    (signal,) = _found("Learning disability", "Autism", "Down's syndrome")
    assert "beside a learning disability, Down's syndrome and autism, and where" in signal.question


def test_reasons_of_one_signer_at_one_site_stand_together() -> None:
    (signal,) = _found("Learning disability.", "LEARNING DISABILITY", "learnign disability")
    assert (signal.site_code, signal.signer_id, signal.area_code, signal.signer_org_code) == ("S1", "G1", "A1", "Y1")
    assert signal.decision_ids == ("D0", "D1", "D2")
    assert (number_of(signal.begins or date.max), number_of(signal.ends or date.max)) == (FIRST_DAY, FIRST_DAY + 2)


def _of(*given: tuple[str, str, str]) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    rows = (
        decision(number, rationale=text, signer_id=signer, site_code=site)
        for number, (text, signer, site) in enumerate(given)
    )
    signals = group_rationale.find(held(rows), SETTINGS)
    return [(each.signer_id, each.site_code, each.decision_ids) for each in signals]


def test_signer_who_gives_such_reasons_at_several_sites_is_asked_once() -> None:
    found = _of(("Learning disability", "G1", "S1"), ("Autism", "G1", "S2"), ("Down's syndrome", "G2", "S2"))
    assert found == [("G1", None, ("D0", "D1")), ("G2", "S2", ("D2",))]


def test_signers_at_one_site_are_asked_about_together() -> None:
    assert _of(("Learning disability", "G1", "S1"), ("Autism", "G2", "S1")) == [(None, "S1", ("D0", "D1"))]


def test_diagnoses_and_characteristics_are_asked_about_apart() -> None:
    assert [ids for *_, ids in _of(("Age 97", "G1", "S1"), ("Autism", "G1", "S1"))] == [("D1",), ("D0",)]


@pytest.mark.parametrize("text", ["She rang 111", "Angina, weight 70 kg. 111 told."])
def test_number_that_people_ring_is_no_age(text: str) -> None:
    assert _found(text) == []


def test_group_says_its_words_and_never_an_age() -> None:
    (signal,) = _found("Elderly, 97 years old")
    assert signal.group == "the reason names age (in words such as elderly)"


def test_never_a_reason_comes_first() -> None:
    assert next(each.decision_ids for each in _found("Elderly", "Disabled", "Autism")) == ("D2",)


@pytest.mark.parametrize(("count", "signals"), [(2, 0), (3, 1)])
def test_frailty_alone_is_asked_about_from_three_on(count: int, signals: int) -> None:
    assert len(_found(*["Severe frailty."] * count)) == signals


@pytest.mark.parametrize("cpr", ["for_cpr", "modified_cpr", "none", None])
def test_only_decisions_against_cpr_are_read(cpr: str | None) -> None:
    assert _found("Learning disability", cpr=cpr) == []


def test_decisions_before_the_time_asked_about_are_not_read() -> None:
    tables = held([decision(0, rationale="Autism")])
    assert group_rationale.find(tables, replace(SETTINGS, since=date(2026, 1, 1))) == []


@pytest.mark.parametrize("text", ["Autism", "LD and severe COPD", "Because of LD, and severe COPD", "COPD", "92"])
def test_codes_alone_raise_what_the_text_raises(text: str) -> None:
    codes = ";".join(sorted(phrase_codes(text))) or None
    of_codes = group_rationale.find(held([decision(0, rationale_codes=codes)]), SETTINGS)
    assert [each.decision_ids for each in of_codes] == [each.decision_ids for each in _found(text)]


def test_several_processes_find_what_one_finds() -> None:
    texts = [f"Autism, seen in room {number}" for number in range(group_rationale._SHARE + 1)]
    assert list(group_rationale._judged(texts, 2)) == group_rationale.judge_many(texts)


def test_no_reason_held_raises_nothing() -> None:
    assert group_rationale.find(held([decision(0)]), SETTINGS) == []
