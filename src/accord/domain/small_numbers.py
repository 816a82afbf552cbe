"""Small numbers in what is shown beyond the organisation that they are of.

NHS England's disclosure control for sub-national counts: none is shown as 0, 1 to 7 as `*`, and from 8 a count is
rounded to the nearest 5; a total is rounded on its own, so that rows need not add up. Counts of providers need no
control (`reference/statistics.md` 4.8).
"""

from __future__ import annotations

HIDDEN = "*"
SMALLEST = 8
NEAREST = 5


def controlled(count: int) -> int | None:
    """Return a count as it may be shown: 0, or rounded to the nearest 5; None where it is too small to be shown."""
    if 0 < count < SMALLEST:
        return None
    return (count + NEAREST // 2) // NEAREST * NEAREST


def say_controlled(count: int) -> str:
    """Say a count as it may be shown: `*` where it is too small."""
    shown = controlled(count)
    return HIDDEN if shown is None else f"{shown}"
