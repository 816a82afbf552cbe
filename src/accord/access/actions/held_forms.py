"""Keep and forget held forms."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access.models import HeldForm

MOST_AN_HOUR = 100
"""From one address, which may be a whole hospital's; more than this is no lost session."""


@transaction.atomic
def keep(*, sealed: bytes, address_key: str) -> UUID | None:
    """Keep a sealed form and return its id, or None when this address has left too many in an hour."""
    since = timezone.now() - timedelta(hours=1)
    if HeldForm.objects.filter(address_key=address_key, held_at__gt=since).count() >= MOST_AN_HOUR:
        return None
    return HeldForm.objects.create(sealed=sealed, address_key=address_key).id


@transaction.atomic
def forget(*, held_id: UUID) -> None:
    """Remove a held form."""
    HeldForm.objects.filter(pk=held_id).delete()


@transaction.atomic
def forget_old(*, kept: timedelta) -> int:
    """Remove the forms that were held for longer than they are kept; return how many."""
    return HeldForm.objects.filter(held_at__lt=timezone.now() - kept).delete()[0]
