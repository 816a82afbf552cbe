"""Signals that need a population: more decisions than among people alike, and everyone in a group."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders.canonical import FIRST_DAY, held
from tests.builders.homes import AS_OF, SETTINGS, Row, at_home, ids

from accord.assurance.signals import exposures, high_rate, whole_group
from accord.assurance.signals.case_mix import PROTECTED
from accord.assurance.signals.kinds import Held, Signal, SignalKind

PEOPLE, USUAL = 20, 6
LONG_AGO = FIRST_DAY - 400


def _people(home: int, many: int = PEOPLE, **given: str | int | None) -> list[Row]:
    """Return stays at a home of the people whose decisions `at_home` makes, and of others; half of them old."""
    own: Row = {"site_code": f"S{home}", "site_type": "other", "area_code": f"A{home % 3}", "start_day": LONG_AGO}
    return [
        {"person_id": f"P{1000 * home + n}", "age": 70 + 15 * (n % 2), "dementia": "no", **own, **given}
        for n in range(many)
    ]


def _all(*people: Row, decisions: list[Row]) -> Held:
    others = range(1, 30)
    usual = [row for home in others for row in at_home(home, USUAL, status="active")]
    return held([*decisions, *usual], population=[*people, *(row for home in others for row in _people(home))])


def _at(signals: list[Signal], site: str = "S0") -> list[Signal]:
    return [each for each in signals if each.site_code == site and (each.p_value or 0) < 0.01]


def test_home_where_more_people_come_to_a_decision_is_asked_about() -> None:
    decisions = at_home(0, PEOPLE)
    signal = _at(high_rate.find(_all(*_people(0), decisions=decisions), SETTINGS))[0]
    assert (signal.signal, signal.observed, set(signal.decision_ids)) == (SignalKind.HIGH_RATE, PEOPLE, ids(decisions))
    assert "before case-mix" in signal.question


def test_large_home_with_as_many_for_its_size_is_none() -> None:
    assert not _at(high_rate.find(_all(*_people(0, 4 * PEOPLE), decisions=at_home(0, PEOPLE)), SETTINGS))


def test_round_in_which_decisions_are_made_anew_is_none() -> None:
    before = [{**row, "decision_id": f"B{n}", "decided_at_day": LONG_AGO} for n, row in enumerate(at_home(0, PEOPLE))]
    assert not _at(high_rate.find(_all(*_people(0), decisions=[*before, *at_home(0, PEOPLE)]), SETTINGS))


def test_hospice_is_not_asked_for_its_rate() -> None:
    people = _people(0, site_type="hospice")
    assert not _at(high_rate.find(_all(*people, decisions=at_home(0, PEOPLE)), SETTINGS))


def test_home_with_few_decisions_is_never_asked_about() -> None:
    assert not [each for each in high_rate.find(_all(*_people(0), decisions=[]), SETTINGS) if each.site_code == "S0"]


def test_without_a_population_nothing_is_raised_and_it_can_be_said_why() -> None:
    rows = held(at_home(0, PEOPLE))
    assert (high_rate.find(rows, SETTINGS), whole_group.find(rows, SETTINGS)) == ([], [])
    assert not exposures.is_known(rows)
    assert "population" in exposures.ABSENT


def test_counts_of_people_serve_where_stays_are_not_given() -> None:
    counts = [
        {"site_code": f"S{home}", "month_day": day, "age_band": band, "people": PEOPLE // 2}
        for home in range(30)
        for day in range(FIRST_DAY, AS_OF, 30)
        for band in ("65-79", "80 and over")
    ]
    usual = [row for home in range(1, 30) for row in at_home(home, USUAL, age=84)]
    found = high_rate.find(held([*at_home(0, PEOPLE, age=84), *usual], population_counts=counts), SETTINGS)
    assert _at(found)[0].observed == PEOPLE


@pytest.mark.parametrize("suspected", sorted(PROTECTED))
def test_rate_is_never_adjusted_for_a_protected_characteristic(suspected: str) -> None:
    assert suspected in high_rate.CASE_MIX.never
    assert suspected not in high_rate.CASE_MIX.adjusts_for


def _old_with_dementia(have: int, group: int = 8, others_have: int = 2) -> Held:
    aged = [{**row, "age": 88, "dementia": "yes"} for row in _people(0, group)]
    younger = [{**row, "age": 70 + 20 * (number % 2)} for number, row in enumerate(_people(0)[group:])]
    decisions = [*at_home(0, have), *at_home(0, group + others_have)[group:]]
    return _all(*aged, *younger, decisions=[{**row, "status": "active"} for row in decisions])


def test_everyone_over_80_with_dementia_is_asked_about_in_words() -> None:
    signal = _at(whole_group.find(_old_with_dementia(8), SETTINGS))[0]
    assert (signal.signal, signal.observed) == (SignalKind.WHOLE_GROUP, 8)
    assert set(signal.decision_ids) == ids(at_home(0, 8))
    assert "dementia" in (signal.group or "")
    assert signal.question.endswith("what was each person's own reason?")


def test_group_of_whom_some_have_none_is_no_whole_group() -> None:
    assert not _at(whole_group.find(_old_with_dementia(6), SETTINGS))


def test_home_where_nearly_everybody_has_one_says_nothing_of_a_group() -> None:
    rows = _old_with_dementia(8, others_have=11)
    rows.tables.execute("UPDATE decisions SET decided_at_day = ? - decided_at_day + ?", [AS_OF, FIRST_DAY])
    assert not _at(whole_group.find(rows, SETTINGS))


def _left_since(have: int = 8) -> Held:
    """Return a home in which everyone old with dementia had one in spring; half of them left in summer."""
    rows = _old_with_dementia(have)
    rows.tables.execute("ALTER TABLE population ADD COLUMN IF NOT EXISTS end_day BIGINT")
    rows.tables.execute(
        "UPDATE population SET end_day = ? WHERE person_id IN ('P0', 'P1', 'P2', 'P3', 'P4', 'P5')", [AS_OF - 20]
    )
    return rows


def test_group_that_was_whole_when_most_was_decided_is_asked_about() -> None:
    signal = _at(whole_group.find(_left_since(), SETTINGS))[0]
    assert (signal.observed, set(signal.decision_ids)) == (8, ids(at_home(0, 8)))
    assert "had a decision on " in signal.question


def test_run_that_earlier_ones_went_before_asks_on_its_own_day_alone() -> None:
    assert not _at(whole_group.find(_left_since(), replace(SETTINGS, looks=26)))


def test_site_is_asked_about_once() -> None:
    signals = [each for each in whole_group.find(_old_with_dementia(8), SETTINGS) if each.site_code == "S0"]
    assert len(signals) == 1


def test_two_people_are_no_group() -> None:
    assert not whole_group.find(_old_with_dementia(2, group=2, others_have=0), SETTINGS)


def test_who_came_lately_and_has_none_does_not_hide_the_group() -> None:
    late = {**_people(50, 1)[0], "site_code": "S0", "age": 90, "dementia": "yes", "start_day": AS_OF - 5}
    rows = _old_with_dementia(8)
    rows.tables.execute(
        "INSERT INTO population (person_id, site_code, age, dementia, start_day) VALUES (?, ?, ?, ?, ?)",
        [late[name] for name in ("person_id", "site_code", "age", "dementia", "start_day")],
    )
    assert _at(whole_group.find(rows, SETTINGS))


def test_learning_disability_is_never_an_expected_reason() -> None:
    everywhere = [{**row, "learning_disability": "yes"} for row in _people(0, 8)]
    found = whole_group.find(_all(*everywhere, *_people(0)[8:], decisions=at_home(0, 8, status="active")), SETTINGS)
    assert "learning disability" in (_at(found)[0].group or "")
