"""Moments in order: a day alone comes before the times of that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from accord.domain.moments import LONDON, Moment
from accord.domain.plan.people_involved import Conversation


def start_of(moment: Moment) -> datetime:
    """Return the first instant that a moment may be."""
    return moment.time or datetime.combine(moment.day, time(), LONDON).astimezone(UTC)


def in_date_order(conversations: Iterable[Conversation]) -> list[Conversation]:
    """Return conversations from the first to the last."""
    return sorted(conversations, key=lambda each: start_of(each.at))
