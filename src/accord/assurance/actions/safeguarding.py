"""Safeguarding never waits: marking a signal, and opening what waits at a site."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accord.assurance.actions.steps import At, Said, lock, take, take_at
from accord.assurance.actions.telling import tell_at_once
from accord.assurance.queries import signals
from accord.assurance.queries.scopes import scope_of
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.follow_ups import Step
from accord.domain.signal_answers import check_words
from accord.events.actions import record


@transaction.atomic
def mark_safeguarding(*, at: At, words: str, by: Actor, now: datetime | None = None) -> None:
    """Say that somebody may be at risk: from now on everybody entitled sees the signal."""
    said = Said(words=check_words(words, needed="Say what the risk is, without naming anybody."))
    now = now or timezone.now()
    take_at(at, Step.MARKED_SAFEGUARDING, said, by=by, now=now)
    tell_at_once([at.signal_id], by=by, now=now)


@transaction.atomic
def open_for_safeguarding(*, site_code: str, words: str, by: Actor, now: datetime | None = None) -> int:
    """Open what waits at a site because somebody there may be at risk, and return how many signals that opened.

    Whoever follows signals may have heard of a risk elsewhere, and sees no more than a number of what waits.
    """
    by.must(Permission.FOLLOW_SIGNAL)
    now = now or timezone.now()
    said = Said(words=check_words(words, needed="Say what the risk is, and how you know of it."))
    if not scope_of(by, timezone.localdate(now)).has_site(site_code):
        raise Refused.one("site_code", "is no site for which you answer.", "Give the code of one of your sites.")
    waiting = signals.waiting_at(by, site_code, now)
    for signal_id in waiting:
        held = lock(signal_id)
        if held is not None:
            take(held, Step.MARKED_SAFEGUARDING, said, by=by, now=now)
    tell_at_once(waiting, by=by, now=now)
    payload: dict[str, PayloadValue] = {"site": site_code, "count": len(waiting)}
    record(kind=EventKind.SIGNALS_OPENED, person_id=None, by=by, payload=payload)
    return len(waiting)
