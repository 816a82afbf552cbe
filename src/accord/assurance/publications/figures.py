"""The figures of a publication: counts as they are, and counts as they may be shown (statistics.md 4.8).

A count is shown as 0, as `*` (1 to 7), rounded to the nearest 5, or it is held back. Each of these says that the
count lies between two numbers, and that is all that anybody outside knows of it by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accord.domain.small_numbers import HIDDEN, NEAREST, SMALLEST, say_controlled
from accord.soundness.measures.breakdowns import ALL
from accord.soundness.measures.catalogue import BY_ID
from accord.soundness.measures.definitions import Kind, Measure

HELD = "held back"
ONE_DECIMAL = 4_000
"""The least rounded denominator of which a tenth of a per cent can be trusted (statistics.md 4.8)."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days that figures are of, both of them in it; a census is taken at the end of the last."""

    since: date
    until: date

    def holds(self, other: Period) -> bool:
        """Return whether all of another period lies in this one."""
        return self.since <= other.since and other.until <= self.until


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a figure stands: the measure, the breakdown, and the group of it."""

    measure_id: str
    breakdown: str = ALL
    value: str = ALL

    @property
    def measure(self) -> Measure:
        """The measure."""
        return BY_ID[self.measure_id]

    @property
    def is_quantile(self) -> bool:
        """Whether its numerator is a number of days."""
        return self.measure.kind is Kind.QUANTILE


@dataclass(frozen=True, slots=True)
class Shown:
    """One count as it leaves. `most` is None where nothing bounds it."""

    text: str

    @classmethod
    def of(cls, count: int) -> Shown:
        """Return a count as it may be shown."""
        return cls(say_controlled(count))

    @property
    def is_number(self) -> bool:
        """Whether a number is shown."""
        return self.text.isdigit()

    @property
    def number(self) -> int:
        """The number that is shown."""
        return int(self.text)

    @property
    def least(self) -> int:
        """The least that the count can be."""
        if self.text == HIDDEN:
            return 1
        return max(self.number - NEAREST // 2, SMALLEST) if self.is_number and self.number else 0

    @property
    def most(self) -> int | None:
        """The most that the count can be, or None where it is held back."""
        if self.text == HIDDEN:
            return SMALLEST - 1
        if self.is_number:
            return self.number + NEAREST // 2 if self.number else 0
        return None


NOTHING = Shown(HELD)


@dataclass(frozen=True, slots=True)
class Exact:
    """The counts of one figure as they are. They never leave. `numerator` of a quantile is its days."""

    numerator: int
    denominator: int
    not_recorded: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one figure as they leave; of a quantile the numerator is no count, and `days` stands instead."""

    numerator: Shown
    denominator: Shown
    not_recorded: Shown

    @property
    def is_held(self) -> bool:
        """Whether it is held back."""
        return self.denominator.text == HELD


HELD_BACK = Counts(NOTHING, NOTHING, NOTHING)

Table = Mapping[Place, Exact]
"""Figures as they are, by where they stand."""


def controlled(place: Place, exact: Exact) -> Counts:
    """Return the counts of a figure by the rule for small numbers alone."""
    numerator = NOTHING if place.is_quantile else Shown.of(exact.numerator)
    return Counts(numerator, Shown.of(exact.denominator), Shown.of(exact.not_recorded))
