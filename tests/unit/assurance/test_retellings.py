"""Of signals of a kind about the same decisions, one is told."""

from __future__ import annotations

from dataclasses import replace

from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.signals.retellings import tell_once

SURE = 1e-4


def _signal(decisions: str, p_value: float = 1e-9, *, expected: float = 1, site: str | None = None) -> Signal:
    return Signal(
        signal=SignalKind.NO_CONVERSATION,
        question="Why?",
        decision_ids=tuple(decisions),
        observed=len(decisions),
        expected=expected,
        p_value=p_value,
        site_code=site,
    )


def test_narrower_signal_is_told_where_most_of_the_excess_is_its() -> None:
    area, home = _signal("abcdefgh", expected=3), _signal("abcd", 1e-5, site="S1")
    assert tell_once([area, home], sure=SURE) == [home]


def test_wider_signal_is_told_where_the_narrower_is_a_part_of_it() -> None:
    letter, home = _signal("abcdefgh"), _signal("abc", 1e-5, site="S1")
    assert tell_once([letter, home], sure=SURE) == [letter]


def test_narrower_signal_that_is_unsure_by_itself_does_not_stand_for_the_wider() -> None:
    area, home = _signal("abcdefgh", expected=3), _signal("abcd", 1e-3, site="S1")
    assert tell_once([area, home], sure=SURE) == [area]


def test_several_narrower_signals_are_each_told() -> None:
    area, one, other = _signal("abcdefgh", expected=1), _signal("abcde", 1e-6), _signal("fgh", 1e-5)
    assert tell_once([other, area, one], sure=SURE) == [one, other]


def test_signals_that_share_little_are_each_told() -> None:
    one, other = _signal("abcd"), _signal("defg", 1e-5)
    assert tell_once([one, other], sure=SURE) == [one, other]


def test_signals_of_another_kind_or_by_rule_of_another_group_are_each_told() -> None:
    one = _signal("abcd")
    other = replace(one, signal=SignalKind.BURST)
    rules = [replace(one, signal=SignalKind.GROUP_RATIONALE, p_value=None, group=group) for group in ("age", "autism")]
    assert len(tell_once([one, other, *rules], sure=SURE)) == 4
