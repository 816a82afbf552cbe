"""The groups of people of whom it is asked whether everybody has a decision: ages, conditions, and both together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from accord.assurance.statistics.numbers import Flags

CONDITIONS = {
    "dementia": "dementia",
    "learning_disability": "a learning disability",
    "autism": "autism",
    "mental_illness": "a mental illness",
}
AGES = {
    "under 65": (0, 64),
    "65 and over": (65, 200),
    "75 and over": (75, 200),
    "80 and over": (80, 200),
    "over 80": (81, 200),
    "85 and over": (85, 200),
}
"""Ages as recorded when the stay began: from, to."""
NATURAL = frozenset({"dementia"})
"""With age, what honestly goes with more decisions: groups are held against the odds of these elsewhere, never of the
other conditions, which are never a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group in words: of an age (or any), with conditions (or none)."""

    age: str | None = None
    conditions: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The group, in words."""
        aged = f"aged {self.age}" if self.age else ""
        having = f"with {' and '.join(CONDITIONS[each] for each in self.conditions)}" if self.conditions else ""
        return " ".join(part for part in ("everyone", aged, having) if part)

    @property
    def natural(self) -> Group:
        """The part of it that may honestly go with more decisions."""
        return Group(age=self.age, conditions=tuple(each for each in self.conditions if each in NATURAL))

    def holds(self, cells: Mapping[str, Any]) -> Flags:
        """Return which cells of people are of the group; what is not recorded is of none."""
        found = np.ones(len(cells["age"]), dtype=np.bool_)
        if self.age:
            youngest, oldest = AGES[self.age]
            found &= (cells["age"] >= youngest) & (cells["age"] <= oldest)
        for each in self.conditions:
            found &= cells[each]
        return found


def _all() -> tuple[Group, ...]:
    conditions = [(each,) for each in CONDITIONS] + list(combinations(CONDITIONS, 2))
    ages = [Group(age=each) for each in AGES]
    having = [Group(conditions=each) for each in conditions]
    both = [Group(age=age, conditions=(each,)) for age in AGES for each in CONDITIONS]
    return (*ages, *having, *both)


GROUPS = _all()
EVERYONE = Group()
