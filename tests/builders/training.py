"""Builders of the competence register of the small region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accord.domain.authority import Actor, Role
from accord.domain.competence import TO_SIGN, Competence
from accord.organisations.actions import competence
from accord.organisations.actions.competence import Entry


def keeper(of: Actor) -> Actor:
    """Return somebody who keeps the register of the organisation for which `of` works."""
    return replace(of, role=Role.ADMINISTRATOR)


def entry(days: int | None = 300, kind: Competence = Competence.CPR_DECISIONS) -> Entry:
    """Return a training of two years ago that runs out in so many days, or never."""
    today = timezone.localdate()
    until = None if days is None else today + timedelta(days=days)
    return Entry(
        kind=kind, completed_on=today - timedelta(days=730), valid_until=until, evidence="Certificate 12, in the file"
    )


def trained(whom: Actor, days: int | None = 300, kinds: Iterable[Competence] = TO_SIGN) -> Actor:
    """Record that somebody was trained, for the organisation for which they work, and return them."""
    for kind in kinds:
        competence.record(staff_id=whom.staff_id, entry=entry(days, kind), by=keeper(whom))
    return whom
