"""Publishing pointers to our plans, and announcing what becomes of them, where asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings

from accord.config.rounds import rounds_beside
from accord.sharing.announcing.announcers import Announcer
from accord.sharing.deliveries.outlets import Outlet
from accord.sharing.pointers.locators import Locator
from accord.sharing.pointers.publishing import Publisher

POINTERS, ANNOUNCEMENTS = 0x506F696E, 0x416E6E6F  # of the advisory locks: "Poin", "Anno"


@contextmanager
def publishing_beside() -> Iterator[None]:
    """Publish pointers, and announce changes, for as long as the block lasts."""
    with ExitStack() as beside:
        if settings.ACCORD_LOCATOR is not None:
            publisher = Publisher(Locator(settings.ACCORD_LOCATOR))
            beside.enter_context(rounds_beside(Outlet.LOCATOR, POINTERS, publisher))
        if settings.ACCORD_ANNOUNCEMENTS is not None:
            announcer = Announcer(settings.ACCORD_ANNOUNCEMENTS)
            beside.enter_context(rounds_beside(Outlet.ANNOUNCEMENTS, ANNOUNCEMENTS, announcer))
        yield
