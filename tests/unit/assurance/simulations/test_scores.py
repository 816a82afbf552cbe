"""Scoring: when a signal is true, when an event is found, what counts as false, and how often."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.builders.simulated import BEGAN, event, raised

from accord.assurance.signals.kinds import SignalKind
from accord.assurance.simulations.events import EventKind
from accord.assurance.simulations.scores import score, together

FIVE = event("a", "b", "c", "d", "e")


def test_event_is_found_when_three_of_its_decisions_are_named() -> None:
    found = score([raised("a", "b", "c", after=9)], [FIVE], 10)
    assert (found.recall, found.days, found.false) == (1.0, [9], [])


def test_two_of_its_decisions_are_too_few() -> None:
    found = score([raised("a", "b")], [FIVE], 10)
    assert (found.recall, len(found.false)) == (0.0, 0)


def test_two_are_enough_while_no_more_are_entered() -> None:
    later = BEGAN + dt.timedelta(days=30)
    early = replace(FIVE, entered={"a": BEGAN, "b": BEGAN, "c": later, "d": later, "e": later})
    assert score([raised("a", "b")], [early], 10).recall == 1.0


def test_one_reason_is_enough_where_each_is_the_event() -> None:
    run = event("a", "b", "c", "d", "e", kind=EventKind.LEARNING_DISABILITY_RUN)
    assert score([raised("a", kind=SignalKind.GROUP_RATIONALE)], [run], 10).recall == 1.0
    assert score([raised("a", kind=SignalKind.GROUP_RATIONALE)], [FIVE], 10).recall == 0.0
    assert score([raised("a")], [run], 10).recall == 0.0


def test_signal_that_drowns_the_event_is_false() -> None:
    others = [f"x{number}" for number in range(10)]
    found = score([raised("a", "b", "c", *others)], [FIVE], 10)
    assert (found.recall, len(found.false)) == (0.0, 1)


def test_rate_raised_by_an_event_is_neither_false_nor_a_find() -> None:
    others = [f"x{number}" for number in range(20)]
    found = score([raised("a", "b", "c", *others, expected=18)], [FIVE], 10)
    assert (found.recall, len(found.false)) == (0.0, 0)
    assert len(score([raised("a", "b", "c", *others, expected=12)], [FIVE], 10).false) == 1


def test_signal_about_nothing_planted_counts_per_thousand_site_years() -> None:
    found = score([raised("x", "y", "z")], [FIVE], 250)
    assert found.false_a_thousand == pytest.approx(4.0)


def test_signal_without_decisions_is_false() -> None:
    assert len(score([raised()], [FIVE], 10).false) == 1


def test_same_signal_week_after_week_is_one() -> None:
    weeks = [raised("x", "y", after=7), raised("y", "z", after=14), raised("z", after=21)]
    assert len(score(weeks, [], 10).false) == 1


def test_other_decisions_or_another_kind_are_another_signal() -> None:
    signals = [raised("x"), raised("y", after=14), raised("x", kind=SignalKind.SAME_TEXT)]
    assert len(score(signals, [], 10).false) == 3


def test_signal_that_grows_or_is_told_of_another_unit_is_the_same() -> None:
    signals = [raised("w", "x"), raised("x", "y", "z", after=14), raised("y", "z", "s", "t", after=21, site="ZS2")]
    assert len(score(signals, [], 10).false) == 1


def test_signal_mostly_about_other_decisions_is_another() -> None:
    signals = [raised("w", "x", "y"), raised("y", "z", "s", after=14)]
    assert len(score(signals, [], 10).false) == 2


def test_first_run_that_finds_it_counts_whatever_the_order() -> None:
    assert score([raised("a", "b", "c", after=21), raised("c", "d", "e", after=14)], [FIVE], 10).days == [14]


def test_stray_makes_a_signal_true_and_is_not_looked_for() -> None:
    stray = event("s", kind=EventKind.STRAY, size=1)
    found = score([raised("s")], [stray], 10)
    assert (found.findings, found.false) == ((), [])


def test_half_found_counts_those_that_were_not() -> None:
    other = event("f", "g", "h", number=1)
    found = score([raised("a", "b", "c", after=10)], [FIVE, other], 10)
    missed = score([], [FIVE, other], 10)
    assert (found.median_days, found.median_days_of_found, missed.median_days) == (10, 10, None)


def test_days_are_counted_from_five_people_too() -> None:
    days = {name: BEGAN + dt.timedelta(days=number) for number, name in enumerate("abcde")}
    found = score([raised("a", "b", "c", after=10)], [replace(FIVE, entered=days)], 10)
    assert (found.median_days, found.median_days_since_plain) == (10, 6)


def test_signal_before_an_event_begins_is_not_about_it() -> None:
    found = score([raised("a", "b", "c", after=-7)], [FIVE], 10)
    assert (found.recall, len(found.false)) == (0.0, 1)


def test_score_is_told_by_kind_and_size() -> None:
    drift = event("f", "g", "h", kind=EventKind.SLOW_DRIFT, size=3, number=1)
    found = score([raised("f", "g", "h")], [FIVE, drift], 10)
    assert [found.of(EventKind.SLOW_DRIFT).recall, found.of(least=5).recall, found.of(size=8).recall] == [
        1,
        0,
        None,
    ]


def test_false_signal_at_a_look_alike_is_told() -> None:
    found = score([raised("x", "y", "z")], [], 10, {"x": "review_round", "y": "review_round"})
    assert found.false_by_likeness == {"review_round": 1}


def test_regions_are_scored_together() -> None:
    one = score([raised("a", "b", "c")], [FIVE], 10)
    both = together([one, score([raised("x")], [FIVE], 30)])
    assert (both.recall, both.site_years, len(both.false)) == (0.5, 40, 1)


def test_aim_asks_for_all_three() -> None:
    soon = score([raised("a", "b", "c", after=10)], [FIVE], 100)
    late = score([raised("a", "b", "c", after=20)], [FIVE], 100)
    noisy = score([raised("a", "b", "c"), raised("x")], [FIVE], 100)
    assert [each.is_as_aimed for each in (soon, late, noisy)] == [True, False, False]
