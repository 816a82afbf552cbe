"""Signals of one signer's words that stand on several of that signer's people, held against other signers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from tests.builders.canonical import FIRST_DAY, SETTINGS, Row, decision, held

from accord.assurance.signals import same_text
from accord.assurance.signals.decisions import day_of
from accord.assurance.signals.discoveries import control
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Signal

COPIED = "Poor physical condition with many illnesses, would not survive an attempt and would lose what dignity is left"
ILLNESSES = ("Bowel cancer beyond treatment", "Motor neurone disease", "Scarred lungs", "A dense stroke", "Cirrhosis")
WISHES = ("wants the garden and the dog", "hopes to see June", "asked for quiet", "trusts a sister", "fears a ward")
PLACES = ("in her flat by the canal", "upstairs", "with the nuns", "at sea all his life", "among her books")
OWN = [f"{one}; {two}, {three}" for one, two, three in product(ILLNESSES, WISHES, PLACES)]


def _signer(name: str, copies: int, own: int, text: str = COPIED, practice: str | None = None) -> list[Row]:
    """Return what a signer wrote, one each month: every other reason copied, until either runs out."""
    first = sum(name.encode()) * 31 % 75
    order = sorted([*((place, text) for place in range(copies)), *((n, OWN[(first + n) % 125]) for n in range(own))])
    return [
        decision(0, decision_id=f"{name}{n}", person_id=f"{name}P{n}", site_code=f"S-{name}", rationale=words,
                 signer_id=name, signer_org_code=practice or f"Y-{name}", decided_at_day=FIRST_DAY + 30 * n)
        for n, (_, words) in enumerate(order)
    ]  # fmt: skip


def _others(count: int = 12) -> list[Row]:
    return [row for number in range(count) for row in _signer(f"B{number}", 0, 20)]


def _found(rows: Iterable[Row]) -> Findings:
    return same_text.find(held(rows), SETTINGS)


def _sure(rows: Iterable[Row]) -> list[Signal]:
    return list(control([_found(rows)]).signals)


def test_steady_copier_who_stands_out_in_no_window_is_asked_about_once() -> None:
    [signal] = _sure([*_signer("G1", 16, 16), *_others()])
    assert (signal.signer_id, signal.observed, len(signal.decision_ids)) == ("G1", 16, 16)
    assert signal.group == "16 people with the same words"
    assert (signal.expected or 9) < 1
    assert "16 of this signer's 32 people" in signal.question


def test_sudden_copies_are_one_question_though_both_looks_find_them() -> None:
    sudden = [{**row, "decided_at_day": FIRST_DAY} for row in _signer("G1", 8, 0)]
    assert [each.observed for each in _sure([*sudden, *_signer("G1x", 0, 20), *_others()])] == [8]


def test_template_that_all_signers_of_a_practice_share_is_no_question() -> None:
    shared = [row for name in ("T1", "T2") for row in _signer(name, 10, 10, practice="Y-T")]
    assert _sure([*shared, *_others()]) == []


def test_words_that_everybody_writes_are_nobodys() -> None:
    assert _sure([row for number in range(12) for row in _signer(f"B{number}", 8, 12)]) == []


def test_words_for_four_people_are_too_few() -> None:
    assert _sure([*_signer("G1", 4, 4), *_others()]) == []


def test_few_others_to_compare_with_make_nobody_sure() -> None:
    found = _found([*_signer("G1", 5, 5), *_signer("B1", 0, 6)])
    assert all((each.p_value or 0) > 0.05 for each in found)


def test_everybody_who_is_compared_counts_as_tested() -> None:
    assert _found([*_others(), *_signer("C", 0, 4)]).tested == 12


def test_reasons_before_the_days_asked_about_are_not_counted() -> None:
    tables = held([*_signer("G1", 16, 16), *_others()])
    later = same_text.find(tables, replace(SETTINGS, since=day_of(FIRST_DAY + 30 * 28)))
    assert all(each.signer_id != "G1" or each.observed < 5 for each in later)
