"""Which signal a page is about: for whoever may not see it, it is not there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest

from accord.access.pages.people.subjects import actor_of
from accord.assurance.queries import signals
from accord.assurance.queries.held_signals import Held
from accord.organisations.queries import directory


def signal_of(request: HttpRequest, signal_id: UUID, now: datetime) -> Held:
    """Return the signal, where whoever looks may see it."""
    held = signals.one(actor_of(request), signal_id, now)
    if held is None:
        raise Http404
    return held


def names_of(held: Iterable[Held], *more: str) -> dict[str, str]:
    """Return the names of the organisations that signals are about, and of some more, by code."""
    codes = {code for each in held for code in (*each.asked, each.area_code, *_owners(each))}
    return {code: one.name for code, one in directory.by_codes({*codes, *more} - {""}).items()}


def _owners(held: Held) -> Iterable[str]:
    return (*(each.owner_code for each in held.actions), *(each.taken.organisation for each in held.told))
