"""Signals of the same words for different people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from tests.builders.canonical import FIRST_DAY, SETTINGS, Row, decision, held

from accord.assurance.signals import same_text
from accord.assurance.signals.decisions import day_of
from accord.assurance.signals.kinds import Signal, SignalKind

COPIED = "Poor physical condition with many illnesses, would not survive an attempt and would lose what dignity is left"
OTHERS = (
    "Pulmonary fibrosis on home oxygen with two admissions since March and now breathless at rest",
    "Her own clear wish over many years, told to her daughter and to me again this week",
    "Bowel cancer that has spread to the liver; treatment was stopped in the summer",
    "Kidneys have failed and dialysis was declined after a long talk with the renal team",
    "A large stroke on Tuesday from which the stroke team expects no recovery",
    "Motor neurone disease, the breathing muscles are now too weak to clear a cough",
)


def _background(first: int = 1000, signers: int = 7) -> list[Row]:
    return [
        decision(first + number, signer_id=f"B{number % signers}", site_code=f"T{number % 4}", rationale=text)
        for number, text in enumerate(OTHERS * 5)
    ]


def _copies(count: int, text: str = COPIED, **given: str | int | None) -> list[Row]:
    return [decision(number, rationale=text, decided_at_day=FIRST_DAY, **given) for number in range(count)]


def _found(rows: Iterable[Row]) -> list[Signal]:
    return same_text.find(held(rows), SETTINGS)


def test_same_words_for_several_people_on_one_day_are_the_first_signal() -> None:
    signal = _found([*_copies(6), *_background()])[0]
    assert (signal.signal, signal.observed) == (SignalKind.SAME_TEXT, 6)
    assert signal.decision_ids == tuple(f"D{number}" for number in range(6))
    assert (signal.signer_id, signal.site_code, signal.group) == ("G1", "S1", "6 people with the same words")
    assert (signal.p_value or 1) < 0.001
    assert (signal.expected or 9) < 1


def test_nearly_the_same_words_count_as_the_same() -> None:
    varied = [decision(n, rationale=f"{COPIED} {end}") for n, end in enumerate(["now", "today", "as seen by me"])]
    signal = _found([*varied, *_background()])[0]
    assert (signal.observed, signal.group) == (3, "3 people with nearly the same words")


def test_words_do_not_differ_by_whom_they_are_written_for() -> None:
    text = "{} is {} years old and has been in bed with a failing chest since the last admission"
    rows = [decision(n, rationale=text.format(who, 80 + n)) for n, who in enumerate(["He", "She", "He"])]
    assert _found([*rows, *_background()])[0].group == "3 people with the same words"


def test_words_for_one_person_or_two_are_no_signal() -> None:
    rows = [*_copies(2), *_copies(5, person_id="P0")]
    assert [each for each in _found([*rows, *_background()]) if "D0" in each.decision_ids] == []


def test_words_that_are_written_all_year_for_everybody_stand_out_in_no_window() -> None:
    found = same_text.unusual(np.arange(0, 360, 9), same_text.Made(np.arange(0, 360, 9)), 0.001)
    assert found is not None
    assert found.p_value > 0.05


def test_words_of_a_form_are_nobodys_own() -> None:
    assert _found(_copies(8, "CPR is unlikely to be successful. DNACPR decision. Discussed with family.")) == []


def test_phrase_that_a_large_share_of_signers_write_is_learned_and_taken_out() -> None:
    printed = "This form has been completed in line with the area pathway version"
    rows = [decision(n, signer_id=f"G{n % 25}", rationale=printed, decided_at_day=FIRST_DAY) for n in range(100)]
    assert _found(rows) == []


def test_site_where_several_signers_share_words_is_asked_about() -> None:
    rows = [decision(n, signer_id=f"G{n % 3}", rationale=COPIED, decided_at_day=FIRST_DAY) for n in range(6)]
    signal = _found([*rows, *_background()])[0]
    assert (signal.site_code, signal.signer_id, signal.observed) == ("S1", None, 6)


def test_keyed_hash_alone_is_enough() -> None:
    copies = [decision(n, rationale_hash="abc", decided_at_day=FIRST_DAY) for n in range(6)]
    rest = [decision(100 + n, signer_id=f"B{n % 6}", rationale_hash=f"h{n}") for n in range(30)]
    signal = _found([*copies, *rest])[0]
    assert (signal.observed, len(signal.decision_ids), signal.group) == (6, 6, "6 people with the same words")


def test_window_is_where_the_words_were_most_unusual() -> None:
    people, decisions = np.array([0, 0, 0, 0, 200]), np.sort(np.r_[np.zeros(5, int), np.arange(10, 210)])
    found = same_text.unusual(people, same_text.Made(decisions), 0.001)
    assert found is not None
    assert (found.begins, found.ends, found.observed, found.decisions) == (0, 0, 4, 5)


def test_past_is_compared_with_and_raises_nothing_itself() -> None:
    tables = held([*_copies(6), *_background()])
    later = replace(SETTINGS, since=day_of(FIRST_DAY + 1))
    assert all("D0" not in each.decision_ids for each in same_text.find(tables, later))


def test_texts_with_one_sentence_in_common_are_not_the_same() -> None:
    shared = "Very severe lung disease on home oxygen and housebound since the winter."
    rows = [decision(n, rationale=f"{shared} {text}", decided_at_day=FIRST_DAY) for n, text in enumerate(OTHERS)]
    assert [each for each in _found([*rows, *_background()]) if each.signer_id == "G1"] == []


def test_no_words_raise_nothing() -> None:
    assert _found([decision(0)]) == []
    assert _found([decision(n, rationale=None, rationale_hash="") for n in range(5)]) == []
