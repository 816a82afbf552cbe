"""False discovery over a whole run: of what is told, at most one in twenty by chance.

Benjamini and Hochberg's control (1995, JRSS B 57:289) over everything that was tested, whatever its kind; also what was
tested and is not told, for a finder says how many that were. Signals by rule carry no p and stand outside. What tells
of the same decisions again is left out before (`retellings`).

A run that is repeated looks at the same decisions again and again. Each look is a further test (a Bonferroni bound over
looks, which overlap so much that it is strict), so that it is the whole watch, and not each week of it, in which at
most one in twenty is by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Signal
from accord.assurance.signals.retellings import tell_once
from accord.assurance.statistics.numbers import Floats, floats

RATE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Discoveries:
    """What a run tells: signals by rule first, then those within the rate, each with its q, strongest first.

    `tested`: how many chances were asked about in this run; `withheld`: signals with a p that are not told; `rate`: the
    q up to which they are; `looks`: how many runs look at the same decisions.
    """

    signals: tuple[Signal, ...]
    tested: int
    withheld: int
    rate: float = RATE
    looks: int = 1

    @property
    def by_rule(self) -> int:
        """How many signals are by rule."""
        return sum(1 for each in self.signals if each.is_by_rule)

    @property
    def words(self) -> str:
        """What to say of it beside the signals."""
        told = len(self.signals) - self.by_rule
        again = f" in this run, one of {self.looks} that ask about the same decisions" if self.looks > 1 else ""
        compared = "1 comparison was made" if self.tested == 1 else f"{self.tested:,} comparisons were made"
        return (
            f"{compared}{again}. Of the {told:,} signals with a p, about"
            f" {self.rate:.0%} at most are expected to be by chance; {self.by_rule:,}"
            f" {'is' if self.by_rule == 1 else 'are'} by rule and {'stands' if self.by_rule == 1 else 'stand'} outside."
        )


def control(found: Sequence[Sequence[Signal]], *, rate: float = RATE, looks: int = 1) -> Discoveries:
    """Return what the finders of one run found, each signal with its q over all of them."""
    tested = sum(each.tested if isinstance(each, Findings) else _carrying(each) for each in found)
    sure = rate / max(tested * looks, 1)
    signals = [signal for each in found for signal in tell_once(each, sure=sure)]
    carrying = [signal for signal in signals if signal.p_value is not None]
    adjusted = q_among([signal.p_value or 0.0 for signal in carrying], tested * looks)
    told = [
        replace(signal, q_value=float(q)) for signal, q in zip(carrying, adjusted, strict=True) if q <= np.float64(rate)
    ]
    by_rule = [signal for signal in signals if signal.p_value is None]
    told.sort(key=lambda each: (each.q_value or 0.0, each.p_value or 0.0, -(each.statistic or 0.0)))
    return Discoveries(
        signals=(*by_rule, *told), tested=tested, withheld=len(carrying) - len(told), rate=rate, looks=looks
    )


def q_among(p_values: Sequence[float], tested: int) -> Floats:
    """Return Benjamini and Hochberg's q of each p, where others were tested of which none had a smaller p.

    It is what it would be were the others given with a p of 1: none of theirs is then among the discoveries. Raises
    ValueError where fewer were tested than have a p.
    """
    given = floats(p_values)
    if tested < len(given):
        raise ValueError(f"tested: {tested} was given for {len(given)} p; no fewer are accepted.")
    order = np.argsort(given, kind="stable")
    steps = given[order] * tested / np.arange(1, len(given) + 1)
    found = np.empty(len(given))
    found[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0) if len(given) else steps
    return found


def _carrying(signals: Sequence[Signal]) -> int:
    return sum(1 for each in signals if each.p_value is not None)
