"""Who is to be told of signals: those who answer for an organisation that is asked, and those who follow them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from accord.assurance.models import Signal
from accord.assurance.queries.held_signals import Held
from accord.assurance.queries.scopes import scope_of
from accord.domain.authority import Actor, Permission
from accord.domain.follow_ups import State
from accord.domain.signal_answers import is_asked
from accord.organisations.queries import staff


def entitled(signals: Sequence[Held], now: datetime) -> Iterator[tuple[Actor, list[Held]]]:
    """Yield each of them with those of these signals that wait for them: decision record 0028 says who sees which."""
    yield from _asked(signals, now)
    yield from _following(signals, now)


def _asked(signals: Sequence[Held], now: datetime) -> Iterator[tuple[Actor, list[Held]]]:
    """Whose organisation has answered is not asked any more."""
    codes = {code for each in signals for code in each.asked}
    for by in staff.who_may(Permission.ANSWER_SIGNAL, timezone.localdate(now), codes):
        yield (
            by,
            [
                each
                for each in signals
                if is_asked(by, each.asked) and (each.is_urgent or by.organisation_code not in each.course.answers)
            ],
        )


def _following(signals: Sequence[Held], now: datetime) -> Iterator[tuple[Actor, list[Held]]]:
    """What somebody has taken up is nobody else's to begin."""
    day = timezone.localdate(now)
    waiting = [each for each in signals if not each.waits(now) and (each.is_urgent or each.course.state is State.NEW)]
    leads = staff.who_may(Permission.FOLLOW_SIGNAL, day) if waiting else ()
    for _, group in groupby(leads, lambda by: (by.organisation_code, by.role)):
        same = list(group)
        rows = Signal.objects.filter(scope_of(same[0], day).signals(), pk__in=[each.id for each in waiting])
        within = set(rows.values_list("id", flat=True))
        for by in same:
            yield by, [each for each in waiting if each.id in within]
