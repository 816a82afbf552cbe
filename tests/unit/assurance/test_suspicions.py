"""Shares of decisions that stand out, and what honestly looks alike."""

from __future__ import annotations

import pytest
from tests.builders.canonical import FIRST_DAY, held
from tests.builders.homes import AS_OF, EACH, REMOTE, SETTINGS, SILENT, TALKED, UNTALKED, Row, at_home, homes, ids

from accord.assurance.signals import care_withheld, no_conversation, remote_only, reversals
from accord.assurance.signals.case_mix import PROCESS, PROTECTED, CaseMix
from accord.assurance.signals.kinds import Signal, SignalKind

ENDED: Row = {"status": "cancelled", "ended_at_day": AS_OF - 2}
WRONG: Row = {**ENDED, "found_inappropriate": "yes", "ended_reason": "found_inappropriate"}
KEPT: Row = {"status": "active", "ended_reason": None, "found_inappropriate": None}
FINDERS = (no_conversation, remote_only, reversals, care_withheld)


def _with(rows: list[Row], given: Row) -> list[Row]:
    return [{**row, **given} for row in rows]


def _at(signals: list[Signal], site: str = "S0") -> list[Signal]:
    return [each for each in signals if each.site_code == site and (each.p_value or 0) < 0.001]


def test_home_without_conversations_is_asked_about() -> None:
    odd = _with(at_home(0, 8), UNTALKED)
    signal = no_conversation.find(held([*odd, *homes(TALKED, UNTALKED)]), SETTINGS)[0]
    assert (signal.signal, signal.site_code, signal.signer_id) == (SignalKind.NO_CONVERSATION, "S0", "G0")
    assert set(signal.decision_ids) == ids(odd)
    assert signal.observed == 8
    assert (signal.expected or 0) == pytest.approx(8 / EACH, rel=0.01)
    assert "with whom was each talked about" in signal.question


def test_silence_that_drives_a_signal_is_named_in_its_question() -> None:
    rows = [*_with(at_home(0, 8), SILENT), *homes(TALKED, UNTALKED)]
    question = no_conversation.find(held(rows), SETTINGS)[0].question
    assert "for 8 of them nothing is recorded either way" in question
    assert question.endswith("where is it written?")


def test_letter_is_no_conversation_and_a_paid_carer_is_nobody_to_speak_for_a_person() -> None:
    sent = {"person_involved": "no", "consultee": "paid_carer", "conversation_mode": "letter"}
    assert _at(no_conversation.find(held([*_with(at_home(0), sent), *homes(TALKED, UNTALKED)]), SETTINGS))


def test_home_where_somebody_was_talked_with_each_time_is_none() -> None:
    family = {"person_involved": "no", "consultee": "family", "conversation_mode": None}
    assert not _at(no_conversation.find(held([*_with(at_home(0), family), *homes(TALKED, UNTALKED)]), SETTINGS))


def test_round_from_afar_within_days_is_found_among_older_decisions() -> None:
    old, new = _with(at_home(0, 20), TALKED), _with(at_home(900, 6), {**REMOTE, "decided_at_day": AS_OF - 3})
    moved = _with(new, {"site_code": "S0"})
    signal = _at(remote_only.find(held([*old, *moved, *homes(TALKED, REMOTE)]), SETTINGS))[0]
    assert set(signal.decision_ids) == ids(moved)
    assert (signal.ends or SETTINGS.as_of).toordinal() == SETTINGS.as_of.toordinal() - 3


def test_region_where_everybody_telephones_raises_nothing() -> None:
    assert remote_only.find(held(homes(REMOTE, TALKED, first=0)), SETTINGS) == []


def test_unrecorded_way_of_talking_is_counted_beside_and_never_as_remote() -> None:
    rows = [*_with(at_home(0), SILENT), *_with(at_home(40, 8), REMOTE), *_with(at_home(40, 3), SILENT)]
    found = remote_only.find(held([*rows, *homes(TALKED, REMOTE)]), SETTINGS)
    assert not _at(found)
    assert "for 3 more it is not recorded" in _at(found, "S40")[0].question


def test_decisions_found_inappropriate_are_asked_about() -> None:
    signal = reversals.find(held([*_with(at_home(0), WRONG), *homes(KEPT, WRONG)]), SETTINGS)[0]
    assert (signal.signal, signal.site_code) == (SignalKind.REVERSED, "S0")


@pytest.mark.parametrize(("days", "expected"), [(5, True), (60, False)])
def test_cancelling_counts_when_it_follows_a_review_soon(days: int, *, expected: bool) -> None:
    reviewed = {**ENDED, "last_reviewed_at_day": AS_OF - 2 - days}
    found = reversals.find(held([*_with(at_home(0), reviewed), *homes(KEPT, WRONG)]), SETTINGS)
    assert bool(_at(found)) is expected


@pytest.mark.parametrize("why", ["clinical_change", "person_changed_mind", "transfer", "died"])
def test_review_that_ends_a_decision_for_a_change_is_good_and_no_signal(why: str) -> None:
    reviewed = {**ENDED, "last_reviewed_at_day": AS_OF - 3, "ended_reason": why}
    assert not _at(reversals.find(held([*_with(at_home(0), reviewed), *homes(KEPT, WRONG)]), SETTINGS))


def _contacts(rows: list[Row], withheld: str | None) -> list[Row]:
    return [
        {"person_id": row["person_id"], "at_day": AS_OF - 1, "kind": "999_call", "withheld": withheld} for row in rows
    ]


def test_care_held_back_at_a_home_is_asked_about() -> None:
    odd, rest = at_home(0), homes(KEPT, KEPT)
    contacts = [*_contacts(odd, "hospital"), *_contacts(rest, "none"), *_contacts(rest[:5], "doctor")]
    signal = care_withheld.find(held([*odd, *rest], contacts=contacts), SETTINGS)[0]
    assert (signal.site_code, signal.observed, set(signal.decision_ids)) == ("S0", EACH, ids(odd))
    assert "what had the decision about CPR to do with it" in signal.question


def test_care_held_back_after_a_decision_ended_or_before_it_is_not_of_that_decision() -> None:
    ended = _with(at_home(0), {**ENDED, "ended_at_day": AS_OF - 30})
    later = _with(at_home(40), {"decided_at_day": AS_OF})
    rest = homes(KEPT, KEPT)
    contacts = [*_contacts([*ended, *later], "hospital"), *_contacts(rest, "none")]
    assert care_withheld.find(held([*ended, *later, *rest], contacts=contacts), SETTINGS) == []


def test_missing_column_raises_nothing() -> None:
    rows = held(at_home(0))
    assert [each.find(rows, SETTINGS) for each in FINDERS] == [[]] * 4


def test_fewer_than_others_is_never_a_question() -> None:
    rows = [*_with(at_home(0, 40), TALKED), *homes(UNTALKED, TALKED)]
    assert not [each for each in no_conversation.find(held(rows), SETTINGS) if each.site_code == "S0"]


def test_decisions_for_cpr_and_those_before_the_time_asked_about_are_not_counted() -> None:
    other = _with(at_home(0), {**UNTALKED, "cpr": "for_cpr"})
    before = _with(at_home(40), {**UNTALKED, "decided_at_day": FIRST_DAY - 1})
    found = no_conversation.find(held([*other, *before, *homes(TALKED, UNTALKED)]), SETTINGS)
    assert not [each for each in found if each.site_code in {"S0", "S40"}]


@pytest.mark.parametrize("finder", FINDERS)
def test_signal_never_adjusts_for_what_is_suspected(finder: object) -> None:
    mix: CaseMix = finder.CASE_MIX  # type: ignore[attr-defined]  # each module of a signal has one
    assert not set(mix.adjusts_for) & (mix.never | PROTECTED | PROCESS)
    assert {"dementia", "age", "site_type"} <= mix.never


@pytest.mark.parametrize("suspected", ["learning_disability", "conversation_mode", "dementia", "nothing_known"])
def test_case_mix_refuses_what_is_suspected_or_unknown(suspected: str) -> None:
    with pytest.raises(ValueError, match="adjusts_for"):
        CaseMix(adjusts_for=(suspected,), never=frozenset({"dementia"}))


def test_blanket_over_all_homes_of_one_kind_is_not_hidden_by_their_kind() -> None:
    nursing = [row for home in (40, 41) for row in at_home(home, site_type="nursing_home")]
    found = no_conversation.find(held([*_with(nursing, UNTALKED), *homes(TALKED, UNTALKED)]), SETTINGS)
    assert {each.site_code for each in found} >= {"S40", "S41"}
