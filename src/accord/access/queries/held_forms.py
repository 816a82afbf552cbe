"""Find a held form."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accord.access.models import HeldForm


def sealed(held_id: UUID, kept: timedelta) -> bytes | None:
    """Return the sealed form, unless it was held for longer than forms are kept."""
    row = (
        HeldForm.objects.filter(pk=held_id, held_at__gt=timezone.now() - kept).values_list("sealed", flat=True).first()
    )
    return bytes(row) if row is not None else None
