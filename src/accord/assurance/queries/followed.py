"""The runs whose files somebody still works with: what a signal showed when it was taken up, until that has ended."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from accord.assurance.models import Signal
from accord.assurance.queries.held_signals import Held, read
from accord.domain.follow_ups import State

ENDED = frozenset({State.NEW, State.EXPLAINED, State.CLOSED})
"""Where nobody works on a signal, or nobody does any more."""


def runs_needed() -> frozenset[UUID]:
    """Return the run of each open follow-up: the newest that had seen its signal when the first step was taken."""
    followed = Signal.objects.filter(steps__isnull=False).distinct()
    return frozenset(run for held in read(followed) if held.course.state not in ENDED for run in _taken_up(held))


def _taken_up(held: Held) -> Iterator[UUID]:
    began = min(each.taken.at for each in held.told)
    seen = [each for each in held.sightings if each.at <= began] or held.sightings[:1]
    yield seen[-1].run_id
