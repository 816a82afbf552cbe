"""Who has a current plan, of people who are known already. Nothing lists those who have none."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from accord.plans.models import Current


def having(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of some people who have a current plan."""
    rows = Current.objects.filter(person_id__in=list(person_ids)).exclude(ends_at__lte=timezone.now())
    return frozenset(rows.values_list("person_id", flat=True))
