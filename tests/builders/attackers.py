"""Somebody who reads publications and works out what was not shown: on their own, from the texts alone.

They know how the figures are rounded, that groups and months add up, and which measures are asked of the same
decisions. They think in months, since every publication here is of whole ones: how many decisions of each month and
group are so, not so, and not recorded, by each measure. They share no code with what guards publications.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from accord.assurance.publications.lines import Line

STATES = ("so", "not_so", "not_recorded")
SHOWN_OF = {
    "M02": {"numerator": STATES[:1], "denominator": STATES[:2], "not_recorded": STATES[2:]},
    "M19": {"numerator": STATES[:1], "denominator": STATES[:2], "not_recorded": STATES[2:]},
    "M07": {"numerator": STATES[:1], "denominator": STATES, "not_recorded": STATES[2:]},
}
NEVER_NOT_SO = ("M07",)
SAME_DECISIONS = (("M02", "M19"),)
MOST = 10_000.0
Read = tuple[range, Line]
"""A line, and the months that its publication is of."""


class Attacker:
    """Everything that follows from some publications."""

    def __init__(self, read: Sequence[Read]) -> None:
        """Read them."""
        self.read = [(_months(months, line), *_group(line), line) for months, line in read]
        self.unknown: dict[tuple[str, str, str, int, str], int] = {}
        for months, breakdown, value, line in self.read:
            for month, state in product(months, STATES):
                for group in ((breakdown, value), ("all", "all")):
                    self.unknown.setdefault((line.measure_id, *group, month, state), len(self.unknown))
        known = list(self._known())
        self.known = LinearConstraint(
            np.array([sums for sums, _, _ in known]), [low for _, low, _ in known], [high for _, _, high in known]
        )

    def _sum(self, measure: str, group: tuple[str, str], months: range, states: Sequence[str]) -> np.ndarray:
        found = np.zeros(len(self.unknown))
        for month, state in product(months, states):
            place = self.unknown.get((measure, *group, month, state))
            if place is not None:
                found[place] = 1
        return found

    def _known(self) -> Iterator[tuple[np.ndarray, float, float]]:
        for months, breakdown, value, line in self.read:
            group = (breakdown, value)
            for name, states in SHOWN_OF[line.measure_id].items():
                yield self._sum(line.measure_id, group, months, states), *_between(getattr(line, name))
            if line.measure_id in NEVER_NOT_SO:
                yield self._sum(line.measure_id, group, months, ("not_so",)), 0, 0
        yield from self._whole()
        yield from self._alike()

    def _whole(self) -> Iterator[tuple[np.ndarray, float, float]]:
        """Yield that the groups of a breakdown add up to all, month by month."""
        for measure, breakdown in {(measure, breakdown) for measure, breakdown, *_ in self.unknown}:
            values = {value for of, by, value, *_ in self.unknown if (of, by) == (measure, breakdown)}
            months = {month for of, by, _, month, _ in self.unknown if (of, by) == (measure, breakdown)}
            for month, state in product(months if breakdown != "all" else (), STATES):
                only = range(month, month + 1)
                groups = sum(self._sum(measure, (breakdown, value), only, (state,)) for value in values)
                yield groups - self._sum(measure, ("all", "all"), only, (state,)), 0, 0

    def _alike(self) -> Iterator[tuple[np.ndarray, float, float]]:
        for one, other in SAME_DECISIONS:
            for group in {key[1:4] for key in self.unknown if key[0] == one}:
                only = range(group[2], group[2] + 1)
                if (other, *group, STATES[0]) in self.unknown:
                    ours, theirs = (self._sum(each, group[:2], only, STATES) for each in (one, other))
                    yield ours - theirs, 0, 0

    def range_of(self, sums: np.ndarray) -> tuple[int, int]:
        """Return the least and the most that a sum can be."""
        return self._end(sums), -self._end(-sums)

    def _end(self, sums: np.ndarray) -> int:
        """Return the least that a sum can be: in any numbers, and in whole ones where those are not whole."""
        for whole in (np.zeros, np.ones):
            found = milp(sums, integrality=whole(len(sums)), bounds=Bounds(0, MOST), constraints=self.known)
            assert found.success, "what was published contradicts itself"
            if np.allclose(found.x, np.rint(found.x), atol=1e-6):
                break
        return round(found.fun)

    def targets(self) -> Iterator[tuple[str, np.ndarray]]:
        """Yield every count that was read, every part that was not shown, and every month of each."""
        for months, breakdown, value, line in self.read:
            group = (breakdown, value)
            spans = {months, *(range(month, month + 1) for month in months)} if len(months) > 1 else {months}
            for span, states in product(spans, (*((each,) for each in STATES), STATES[:2], STATES)):
                yield f"{line.measure_id} {group} {span} {states}", self._sum(line.measure_id, group, span, states)

    def told(self) -> list[str]:
        """Return all that can be told to within two numbers, and is not simply nobody."""
        found = []
        for name, sums in dict(self.targets()).items():
            least, most = self.range_of(sums) if sums.any() else (0, 0)
            if most > 0 and most - least < 2:
                found.append(f"{name}: {least} to {most}")
        return found


def _group(line: Line) -> tuple[str, str]:
    return ("all", "all") if line.breakdown == "month" else (line.breakdown, line.value)


def _months(months: range, line: Line) -> range:
    if line.breakdown != "month":
        return months
    month = int(line.value[-2:])
    return range(month, month + 1)


def _between(text: str) -> tuple[float, float]:
    """Return the least and the most that a count can be that is shown so (statistics.md 4.8)."""
    if text == "*":
        return 1, 7
    if text == "held back":
        return 0, MOST
    return (0, 0) if text == "0" else (max(8, int(text) - 2), int(text) + 2)
