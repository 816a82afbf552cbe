"""Keep the token of each form that was sent."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access.models import Submission
from accord.domain.errors import Conflict

KEPT = timedelta(days=7)


def begin(*, token: UUID, staff_role_id: UUID) -> str | None:
    """Begin a submission: None for the first sending, else where the first one led. Waits for a first still at work."""
    row, is_first = Submission.objects.get_or_create(token=token, defaults={"staff_role_id": staff_role_id})
    if is_first:
        return None
    if row.staff_role_id != staff_role_id:
        raise Conflict("this form was already sent by somebody else")
    return row.location


def finish(*, token: UUID, location: str | None) -> None:
    """Keep where the sending led; with None (the form was shown again) it may be sent anew."""
    row = Submission.objects.filter(pk=token)
    if location is None:
        row.delete()
    else:
        row.update(location=location)


@transaction.atomic
def forget_old() -> int:
    """Forget submissions that nobody can still be sending; return how many."""
    return Submission.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
