"""What several signals are about is one matter."""

from __future__ import annotations

from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.signals.matters import matters


def _signal(kind: SignalKind, decisions: str) -> Signal:
    return Signal(signal=kind, question="Why?", decision_ids=tuple(decisions), observed=len(decisions))


BURST = _signal(SignalKind.BURST, "abcdef")
TEXT = _signal(SignalKind.SAME_TEXT, "bcd")
AREA = _signal(SignalKind.REMOTE_ONLY, "abcdefghijklmnop")


def test_signals_about_the_same_decisions_are_one_matter() -> None:
    (matter,) = matters([BURST, TEXT, AREA])
    assert (matter.lead, matter.others) == (BURST, [TEXT, AREA])


def test_wide_signal_draws_nothing_else_of_its_own_into_a_matter() -> None:
    other = _signal(SignalKind.BURST, "ghij")
    assert [each.lead for each in matters([BURST, AREA, other])] == [BURST, other]


def test_single_reason_joins_what_is_about_more() -> None:
    reason = _signal(SignalKind.GROUP_RATIONALE, "a")
    (matter,) = matters([reason, BURST])
    assert (matter.lead, matter.others) == (BURST, [reason])


def test_matters_stand_in_the_order_of_their_first_signal() -> None:
    reason, other = _signal(SignalKind.GROUP_RATIONALE, "a"), _signal(SignalKind.BURST, "xyz")
    assert [each.lead for each in matters([reason, other, BURST])] == [BURST, other]


def test_differences_between_groups_stand_alone() -> None:
    group = _signal(SignalKind.DISPARITY, "abcdef")
    assert [each.lead for each in matters([group, BURST])] == [group, BURST]
