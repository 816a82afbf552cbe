"""Telling whoever answers or follows a signal that there is one: once each, at night; at once where none waits.

A message is numbers alone. What was seen again by a later run is the same signal, and is not told again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access.actions import notices
from accord.access.queries.notices import told_on
from accord.assurance.models import Signal, SignalTold
from accord.assurance.queries.entitled import entitled
from accord.assurance.queries.held_signals import Held, read
from accord.domain.authority import Actor
from accord.domain.notices import NoticeKind

Told = tuple[UUID, UUID, bool]
"""A signal, the role in which somebody was told, and whether it was because it does not wait."""


def tell_of_the_night(now: datetime | None = None) -> int:
    """Tell of every open signal that somebody was not told of, and return how many messages that were.

    Each role is sent at most one a day, and one more of what does not wait. Broken off, it goes on where it was.
    """
    now = now or timezone.now()
    held = [each for each in read(Signal.objects.all()) if each.course.is_open]
    told, lately = _told(held), told_on(NoticeKind.NEW_QUESTIONS, timezone.localdate(now))
    number = 0
    for to, signals in entitled(held, now):
        number += _tell(to, _new(to, signals, told, urgent=True), NoticeKind.SAFEGUARDING, now)
        if to.staff_role_id not in lately:
            number += _tell(to, _new(to, signals, told, urgent=False), NoticeKind.NEW_QUESTIONS, now)
    return number


def tell_at_once(signal_ids: Collection[UUID], *, by: Actor, now: datetime) -> None:
    """Tell everybody of signals that do not wait any more but `by`, who knows."""
    held = list(read(Signal.objects.filter(pk__in=signal_ids)))
    told = _told(held)
    for to, signals in entitled(held, now):
        new = _new(to, signals, told, urgent=True)
        if to.staff_id == by.staff_id:
            _note(to, new, now)
        else:
            _tell(to, new, NoticeKind.SAFEGUARDING, now)


def _told(held: Sequence[Held]) -> frozenset[Told]:
    rows = SignalTold.objects.filter(signal__in=[each.id for each in held])
    return frozenset(rows.values_list("signal_id", "staff_role_id", "is_urgent"))


def _new(to: Actor, signals: Sequence[Held], told: Collection[Told], *, urgent: bool) -> list[Held]:
    return [each for each in signals if each.is_urgent is urgent and (each.id, to.staff_role_id, urgent) not in told]


def _note(to: Actor, signals: Sequence[Held], now: datetime) -> None:
    rows = [
        SignalTold(signal_id=each.id, staff_role_id=to.staff_role_id, is_urgent=each.is_urgent, told_at=now)
        for each in signals
    ]
    SignalTold.objects.bulk_create(rows, ignore_conflicts=True)  # better told twice at once than no step taken


@transaction.atomic
def _tell(to: Actor, signals: Sequence[Held], kind: NoticeKind, now: datetime) -> int:
    if not signals:
        return 0
    _note(to, signals, now)
    sites = {each.site_code for each in signals} - {""}
    notices.tell(staff_role_id=to.staff_role_id, kind=kind, questions=len(signals), sites=len(sites), now=now)
    return 1
