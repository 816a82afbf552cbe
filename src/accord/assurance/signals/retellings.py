"""One question for one thing: of the signals of a kind about the same decisions, one is told.

A letter of a practice shows in the practice, in each of its homes and under each of its signers. Of two such signals
the narrower is told where it holds half or more of what is above the expected in the wider one, and is sure enough by
itself; otherwise the wider, since the narrower is a part of it. So a home that raises a whole area's figure is asked
about by its own name, and what went on in many homes is asked about once.

This is done before false discovery is controlled: what is left out then gives nothing else a better q, and everything
that was tested still counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from accord.assurance.signals.kinds import Signal, SignalKind

ALIKE = 0.5
"""Two signals that share so many of the decisions of the smaller are about the same."""
EXPLAINS = 0.5
"""A narrower signal explains a wider one that has so much of its excess in it."""
APART = frozenset({SignalKind.DISPARITY, SignalKind.GROUP_RATIONALE})
"""Kinds whose signals are questions of their own, whatever decisions they share: another group is another question."""


def tell_once(signals: Iterable[Signal], *, sure: float) -> list[Signal]:
    """Return the signals without what stronger ones of their kind tell. `sure`: a p that stands by itself."""
    told: dict[int, Signal] = {}
    telling: dict[tuple[SignalKind, str], list[int]] = {}
    for number, signal in enumerate(sorted(signals, key=_strength)):
        alike = _alike(signal, told, telling)
        if alike and not all(_explains(signal, told[each], sure) for each in alike):
            continue
        for each in alike:
            del told[each]
        told[number] = signal
        for one in signal.decision_ids:
            telling.setdefault((signal.signal, one), []).append(number)
    return list(told.values())


def _strength(signal: Signal) -> tuple[float, float, tuple[str, ...]]:
    return (signal.p_value or 0.0, -(signal.statistic or 0.0), signal.decision_ids)


def _alike(signal: Signal, told: dict[int, Signal], telling: dict[tuple[SignalKind, str], list[int]]) -> list[int]:
    """Return the numbers of the signals told that share half or more of the decisions of the smaller."""
    if signal.signal in APART:
        return []
    shared = Counter(each for one in signal.decision_ids for each in telling.get((signal.signal, one), ()))
    size = len(signal.decision_ids)
    return [
        each
        for each, count in shared.items()
        if each in told and count >= ALIKE * min(size, len(told[each].decision_ids))
    ]


def _explains(signal: Signal, wider: Signal, sure: float) -> bool:
    """Whether a signal is a narrower telling of the same, sure by itself."""
    if signal.p_value is None or signal.p_value > sure or len(signal.decision_ids) >= len(wider.decision_ids):
        return False
    return _excess(signal) >= EXPLAINS * _excess(wider)


def _excess(signal: Signal) -> float:
    return signal.observed - (signal.expected or 0.0)
