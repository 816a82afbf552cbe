"""What stands for a person, as a mark: it changes whenever anything happens that a page about them shows.

A page is loaded with the mark of that moment. Whatever happened between then and any later question is told by
comparing two marks: nothing can be missed, however long nobody was connected. A mark says nothing of whom, nor of what.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Sequence
from uuid import UUID

from django.conf import settings

from accord.domain.became import Became, became
from accord.domain.events import EventKind
from accord.events.queries import history

CHANGING = frozenset(
    {
        EventKind.PLAN_SIGNED,
        EventKind.PLAN_SUPERSEDED,
        EventKind.PLAN_CANCELLED,
        EventKind.PLAN_SUSPENDED,
        EventKind.PLAN_REINSTATED,
        EventKind.PLAN_ENDORSED,
        EventKind.PLAN_REVIEWED,
        EventKind.PLAN_ENDED,
        EventKind.PLAN_SHARING_CHANGED,
        EventKind.PLAN_CLOSED_BY_DEATH,
        EventKind.PLAN_REOPENED,
        EventKind.PLAN_REPORTED,
        EventKind.REPORT_SETTLED,
        EventKind.STATEMENT_POSTED,
        EventKind.STATEMENT_ANSWERED,
        EventKind.LEGAL_INSTRUMENT_RECORDED,
        EventKind.LEGAL_INSTRUMENT_CHANGED,
        EventKind.PERSON_DIED,
        EventKind.DEATH_WITHDRAWN,
        EventKind.NHS_NUMBER_INVALIDATED,
        EventKind.PEOPLE_MERGED,
    }
)
"""What a plan page, a person page or the emergency screen shows the outcome of."""
LENGTH = 16
FURTHEST = 50
"""Events back from now within which it is told what became of plans; before that, only that something did."""


def of(person_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the mark of each of these people. Events are only ever added: a mark never comes back."""
    counts = history.counts(person_ids, CHANGING)
    return {each: _mark(each, counts.get(each, 0)) for each in person_ids}


def what_became(person_ids: Collection[UUID]) -> dict[UUID, dict[str, Became]]:
    """Return for each of these people, by each of the last marks, what became of their plans since."""
    return {each: _since(each, kinds) for each, kinds in history.kinds_of(person_ids, CHANGING).items()}


def _since(person_id: UUID, kinds: Sequence[EventKind]) -> dict[str, Became]:
    counts = range(max(0, len(kinds) - FURTHEST), len(kinds))
    return {_mark(person_id, count): became(kinds[count:]) for count in counts}


def _mark(person_id: UUID, count: int) -> str:
    said = f"accord.stands:{person_id}:{count}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()[:LENGTH]
