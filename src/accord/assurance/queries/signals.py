"""Signals as somebody may see them: those about their own organisation at once, and all others when they are open.

Until whoever is asked has answered, or five working days have passed, others see how many wait and nothing more, not
even where. Safeguarding never waits (decision record 0028).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accord.assurance.models import Signal
from accord.assurance.queries.held_signals import Held, read
from accord.assurance.queries.scopes import scope_of
from accord.domain.authority import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """The signals that somebody may see, newest first, and how many more wait for an answer."""

    signals: tuple[Held, ...]
    waiting: int


def visible(by: Actor, now: datetime) -> Visible:
    """Return the signals that somebody may see."""
    held = tuple(read(Signal.objects.filter(scope_of(by, timezone.localdate(now)).signals())))
    shown = tuple(each for each in held if each.is_open_to(by, now))
    return Visible(signals=shown, waiting=len(held) - len(shown))


def one(by: Actor, signal_id: UUID, now: datetime) -> Held | None:
    """Return a signal, or None where somebody may not see it, or there is none."""
    scope = scope_of(by, timezone.localdate(now)).signals()
    found = next(read(Signal.objects.filter(scope, pk=signal_id)), None)
    return found if found is not None and found.is_open_to(by, now) else None


def waiting_at(by: Actor, site_code: str, now: datetime) -> tuple[UUID, ...]:
    """Return the signals of one site, within somebody's scope, that wait: for safeguarding alone, which never does."""
    scope = scope_of(by, timezone.localdate(now)).signals()
    return tuple(each.id for each in read(Signal.objects.filter(scope, site_code=site_code)) if each.waits(now))
