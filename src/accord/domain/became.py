"""What became of somebody's plans between two moments, in the one word that whoever has them open needs first."""

from __future__ import annotations

from collections.abc import Iterable

from accord.domain.choices import Choice
from accord.domain.events import EventKind


class Became(Choice):
    """The word, the one that matters most first."""

    CANCELLED = "cancelled", "A plan was cancelled"
    ENDED = "ended_plan", "A plan ended"
    SUSPENDED = "suspended", "A plan was suspended"
    SUPERSEDED = "superseded", "A plan was replaced by another"
    CHANGED = "changed", "Something else changed"


BY_EVENT = {
    EventKind.PLAN_CANCELLED: Became.CANCELLED,
    EventKind.PLAN_ENDED: Became.ENDED,
    EventKind.PLAN_CLOSED_BY_DEATH: Became.ENDED,
    EventKind.PLAN_SUSPENDED: Became.SUSPENDED,
    EventKind.PLAN_SUPERSEDED: Became.SUPERSEDED,
}
TAKEN_BACK = {EventKind.PLAN_REINSTATED: Became.SUSPENDED, EventKind.PLAN_REOPENED: Became.ENDED}


def became(kinds: Iterable[EventKind]) -> Became:
    """Return what these events, in their order, come to: what was taken back again is told as a change."""
    held: set[Became] = set()
    for kind in kinds:
        held.discard(TAKEN_BACK.get(kind, Became.CHANGED))
        held.add(BY_EVENT.get(kind, Became.CHANGED))
    return next((each for each in Became if each in held), Became.CHANGED)
