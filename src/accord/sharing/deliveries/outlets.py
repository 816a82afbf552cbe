"""Ways out that one worker's settings open, and that every worker has to know of.

Of several workers one takes changes from the outbox, and it may be one without the settings of a way out: what the
others would send is kept for them all the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from accord.domain.choices import Choice
from accord.sharing.models import UsedOutlet

USED_WITHIN = timedelta(days=7)
"""For how long a way out counts as open after the last worker with its settings ran. Longer than one is down."""


class Outlet(Choice):
    """A way out of this installation."""

    LOCATOR = "locator", "Pointers are published at another locator"
    PRACTICES = "practices", "Practices are written to over MESH"
    ANNOUNCEMENTS = "announcements", "Changes are announced to a national service"


SETTINGS = {
    Outlet.LOCATOR: "ACCORD_LOCATOR",
    Outlet.PRACTICES: "ACCORD_MAILBOX",
    Outlet.ANNOUNCEMENTS: "ACCORD_ANNOUNCEMENTS",
}


def note_used(outlet: Outlet, now: datetime) -> None:
    """Keep that a worker with its settings runs."""
    UsedOutlet.objects.update_or_create(name=outlet.value, defaults={"used_at": now})


def in_use(now: datetime) -> frozenset[Outlet]:
    """Return those that are open: by the settings of this process, or of another that ran not long ago."""
    rows = UsedOutlet.objects.filter(used_at__gt=now - USED_WITHIN)
    used = {Outlet(name) for name in rows.values_list("name", flat=True)}
    return frozenset(used | {each for each, setting in SETTINGS.items() if getattr(settings, setting) is not None})
