"""What a browser may keep of a person's plan, and what became of it since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accord.domain.authority import Actor
from accord.domain.choices import Choice
from accord.domain.people import Identity
from accord.plans.queries import standing
from accord.projections.emergency import view
from accord.sharing.downtime.wording import ANYBODY, in_words


class Became(Choice):
    """What became of a plan that was kept."""

    SAME = "same", "Nothing has changed"
    CHANGED = "changed", "What is current has changed"
    REPLACED = "replaced", "A newer plan has replaced it"
    GONE = "gone", "It was cancelled, or it ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keepable:
    """A current plan in words, which versions they are of, and a mark of what it says."""

    words: dict[str, Any]
    versions: tuple[str, ...]

    @property
    def mark(self) -> str:
        """What is another as soon as anything in it is said otherwise."""
        text = json.dumps(self.words, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def keepable(person: Identity, by: Actor, now: datetime) -> Keepable | None:
    """Return what may be kept of a person's current plan; None where no current plan is shown to whoever asks.

    It is kept as somebody reads it who knows the least: what some readers alone may read is named, and not kept. Of a
    restricted record nothing is kept; nor is it that no plan is known, which would be read as an answer.
    """
    if person.restricted:
        return None
    shown = view(
        standing.sheet(person.person_id), person, now, viewer_organisation=by.organisation_code, reader=ANYBODY
    )
    if not shown.seen:
        return None
    return Keepable(words=in_words(person.person_id, shown), versions=tuple(sorted(map(str, shown.seen))))


def became(person: Identity, by: Actor, now: datetime, *, mark: str, versions: Collection[str]) -> Became:
    """Return what became of a plan that was kept with this mark, of these versions."""
    found = keepable(person, by, now)
    if found is None:
        return Became.GONE
    if found.mark == mark:
        return Became.SAME
    if set(found.versions) == set(versions):
        return Became.CHANGED
    return Became.REPLACED if set(found.versions) - set(versions) else Became.GONE
