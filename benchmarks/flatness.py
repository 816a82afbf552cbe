"""Whether the same work costs the same in a small record and in a large one."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.figures import Figure

FLAT = 1.2
"""The most that the larger record may cost, beside the smaller one, to be called flat."""


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
