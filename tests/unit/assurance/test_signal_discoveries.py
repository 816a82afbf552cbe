"""False discovery over a whole run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from accord.assurance.signals.discoveries import control, q_among
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.statistics.discoveries import q_values

CHANCES = some.lists(some.floats(0, 1), min_size=1, max_size=20)


def _signal(p_value: float | None, kind: SignalKind = SignalKind.BURST, one: str = "D1") -> Signal:
    return Signal(signal=kind, question="Why?", decision_ids=(one,), observed=5, p_value=p_value)


@settings(deadline=None)
@given(CHANCES, some.integers(0, 30))
def test_q_is_that_of_all_that_were_tested(chances: list[float], others: int) -> None:
    whole = q_values([*chances, *[1.0] * others])[: len(chances)]
    assert q_among(chances, len(chances) + others) == pytest.approx(whole)


def test_q_counts_what_was_tested_and_is_not_told() -> None:
    few, many = (control([Findings([_signal(0.001)], tested=tested)]) for tested in (10, 1_000))
    assert few.signals[0].q_value == pytest.approx(0.01)
    assert (many.signals, many.withheld) == ((), 1)


def test_kinds_are_controlled_together() -> None:
    texts = [_signal(0.9, SignalKind.SAME_TEXT, f"T{number}") for number in range(9)]
    run = control([[_signal(0.02)], texts])
    assert (run.signals, run.tested) == ((), 10)


def test_signals_by_rule_stand_outside() -> None:
    run = control([[_signal(None, SignalKind.GROUP_RATIONALE)], [_signal(0.9)]])
    assert [signal.signal for signal in run.signals] == [SignalKind.GROUP_RATIONALE]
    assert (run.by_rule, run.tested) == (1, 1)
    assert "1 comparison was made" in run.words
    assert "1 is by rule and stands outside" in run.words


def test_fewer_tested_than_told_is_refused() -> None:
    with pytest.raises(ValueError, match="tested"):
        q_among([0.1, 0.2], 1)
    assert Findings([_signal(0.1)], tested=0).tested == 1


def test_what_is_told_again_counts_as_tested_and_is_not_told() -> None:
    run = control([[_signal(0.001), _signal(0.002)]])
    assert ([each.q_value for each in run.signals], run.tested) == ([0.002], 2)


def test_runs_that_look_again_make_the_watch_as_strict_as_the_run() -> None:
    weekly = control([Findings([_signal(0.001)], tested=10)], looks=26)
    assert (weekly.signals, weekly.tested) == ((), 10)
    assert "one of 26 that ask about the same decisions" in weekly.words
