"""Note attempts to sign in, and say when it is enough.

An attempt is noted before it is looked at, so that a hundred at once are counted as a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accord.access.models import SignInAttempt

WINDOW = timedelta(minutes=15)
MOST_HERE, MOST_ANYWHERE, MOST_FROM_ADDRESS = 5, 30, 100
"""For one account from one place; for one account from anywhere; from one address (a whole hospital's, maybe)."""
MOST_WHEN_SLOWED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Which account is tried, and from where: a browser that signed in to it before, or an address."""

    account_key: str
    place_key: str
    is_known_here: bool
    has_password: bool = False
    """Whether the password was given already, so that this is no stranger's guess."""


def begin(attempt: Attempt) -> bool:
    """Note an attempt and return whether it may be looked at now."""
    noted = SignInAttempt.objects.create(account_key=attempt.account_key, address_key=attempt.place_key)
    if _may(attempt):
        return True
    noted.delete()  # what was not looked at told nothing: waiting 15 minutes is enough
    return False


def is_shut(attempt: Attempt) -> bool:
    """Return whether there were too many failures already; notes nothing. For what nobody can guess."""
    recent = SignInAttempt.objects.filter(at__gt=timezone.now() - WINDOW, address_key=attempt.place_key)
    return recent.filter(account_key=attempt.account_key).count() >= MOST_HERE or recent.count() >= MOST_FROM_ADDRESS


def note_failure(attempt: Attempt) -> None:
    """Note an attempt that failed."""
    SignInAttempt.objects.create(account_key=attempt.account_key, address_key=attempt.place_key)


@transaction.atomic
def forget(attempt: Attempt) -> None:
    """Forget the failures of this account here, because it signed in; and whatever is older than the window."""
    old = Q(at__lt=timezone.now() - WINDOW)
    here = Q(account_key=attempt.account_key, address_key=attempt.place_key)
    SignInAttempt.objects.filter(here | old).delete()


def _may(attempt: Attempt) -> bool:
    """Failures elsewhere never shut an account: they slow it, to one try from each address that is new to it.

    Once the password is known it is the code that is guessed, of which there are few: then they do shut it, to
    browsers that it never used.
    """
    recent = SignInAttempt.objects.filter(at__gt=timezone.now() - WINDOW)
    here = recent.filter(account_key=attempt.account_key, address_key=attempt.place_key).count()
    if attempt.is_known_here:
        return here <= MOST_HERE
    if recent.filter(address_key=attempt.place_key).count() > MOST_FROM_ADDRESS:
        return False
    if recent.filter(account_key=attempt.account_key).count() <= MOST_ANYWHERE:
        return here <= MOST_HERE
    return not attempt.has_password and here <= MOST_WHEN_SLOWED
