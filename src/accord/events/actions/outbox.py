"""Tick off what has been delivered."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now

from accord.events.models import Outbox


@transaction.atomic
def mark_delivered(*, event_ids: Sequence[int]) -> int:
    """Mark these events as told to everybody who should hear; return how many were still waiting."""
    return Outbox.objects.filter(event_id__in=event_ids, delivered_at__isnull=True).update(delivered_at=Now())
