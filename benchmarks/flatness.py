"""Whether the same work costs the same in a small record and in a large one, or grows no faster than what is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from benchmarks.figures import Figure

FLAT = 1.2
"""The most that the larger record may cost, beside the smaller one, to be called flat."""
LINEAR = 1.2
"""The most that a step in size may cost, beside the step itself, to be called linear."""


def flatness(figures: Iterable[Figure]) -> list[Figure]:
    """Return, for what was measured one at a time, its cost in the largest record beside that in the smallest."""
    alone = sorted((each for each in figures if each.name.endswith("one at a time")), key=lambda each: each.people)
    if len(alone) < 2 or alone[0].people == alone[-1].people:
        return []
    small, large = alone[0], alone[-1]
    return [
        Figure(
            name=f"{large.name}, beside {small.people:,} people",
            unit="times",
            people=large.people,
            value=large.value / small.value,
            bound=large.bound / small.bound if large.bound and small.bound else None,
            bound_by="pgbench, same statements",
            target=FLAT,
        )
    ]


def growth(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield, for what is to grow no faster than what is read, the cost of each step in size beside that step.

    1 is linear; less is what a small size costs that a large one does not.
    """
    sized = sorted((each for each in figures if each.grows), key=lambda each: (each.name, each.people))
    for small, large in pairwise(sized):
        if small.name == large.name and small.people < large.people:
            step = large.people / small.people
            yield Figure(
                name=f"{large.name}: growth from {small.people:,}, beside {step:.3g} times as many",
                unit="times",
                people=large.people,
                value=large.value / small.value / step,
                bound=large.bound / small.bound / step if large.bound and small.bound else None,
                bound_by=large.bound_by,
                target=LINEAR,
            )


def in_words(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield a line for each growth: whether it is linear."""
    for each in growth(figures):
        yield f"{each.name}: {each.value:.2f}, {'linear or less' if each.is_met else 'more than linear'}"
