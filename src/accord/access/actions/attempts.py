"""Note attempts to sign in that failed, and say when it is enough."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accord.access.models import SignInAttempt

WINDOW = timedelta(minutes=15)
MOST_HERE, MOST_ANYWHERE, MOST_FROM_ADDRESS = 5, 30, 100
"""For one account from one address; for one account from anywhere; from one address (a whole hospital's, maybe)."""


def too_many(*, account_key: str, address_key: str) -> bool:
    """Return whether sign-in must wait: for this account here, this account anywhere, or this address."""
    recent = SignInAttempt.objects.filter(at__gt=timezone.now() - WINDOW)
    here = recent.filter(account_key=account_key, address_key=address_key).count()
    anywhere = recent.filter(account_key=account_key).count()
    from_address = recent.filter(address_key=address_key).count()
    return here >= MOST_HERE or anywhere >= MOST_ANYWHERE or from_address >= MOST_FROM_ADDRESS


@transaction.atomic
def note_failure(*, account_key: str, address_key: str) -> None:
    """Note that an attempt failed."""
    SignInAttempt.objects.create(account_key=account_key, address_key=address_key)


@transaction.atomic
def forget(*, account_key: str, address_key: str) -> None:
    """Forget the failures of this account here, because it signed in; and whatever is older than the window."""
    old = Q(at__lt=timezone.now() - WINDOW)
    SignInAttempt.objects.filter(Q(account_key=account_key, address_key=address_key) | old).delete()
