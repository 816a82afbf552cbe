"""The one thread of a process that asks the database for all its streams: woken as something is committed.

Where it cannot ask, it says nothing at all, and that nothing came is what a page shows.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Thread
from typing import Any
from uuid import UUID

import psycopg
import structlog
from django.db import connection

from accord.access.queries import sessions
from accord.domain.became import Became
from accord.events.queries.tail import Tail
from accord.organisations.queries import staff
from accord.plans.queries import marks
from accord.privileges.claims import acting_as_software
from accord.sharing.deliveries.telling import CHANNEL, session
from accord.sharing.streams.hubs import Hub, Stream

LOOK = 0.25
"""Seconds after which one looks for streams that were opened, where nothing wakes before."""
AGAIN = 1.0
ALIVE_EVERY, SESSIONS_EVERY, WHOLE_EVERY = 15.0, 5.0, 60.0
_log = structlog.stdlib.get_logger("accord.streams")


@dataclass(slots=True)
class Every:
    """Something that is done every so many seconds."""

    seconds: float
    next_at: float = 0.0

    def is_due(self) -> bool:
        """Whether it is time; then it is due again so much later."""
        now = time.monotonic()
        if now < self.next_at:
            return False
        self.next_at = now + self.seconds
        return True


@dataclass
class Listener:
    """Asks for the streams of a hub, and lets the loop tell them."""

    hub: Hub
    loop: asyncio.AbstractEventLoop
    stopping: Event = field(default_factory=Event)
    tail: Tail = field(default_factory=lambda: Tail(marks.CHANGING))
    alive: Every = field(default_factory=lambda: Every(ALIVE_EVERY))
    signed_in: Every = field(default_factory=lambda: Every(SESSIONS_EVERY))
    whole: Every = field(default_factory=lambda: Every(WHOLE_EVERY))

    def start(self) -> None:
        """Begin, in a thread of its own."""
        Thread(target=self.run, name="streams", daemon=True).start()

    def run(self) -> None:
        """Listen until told to stop; whatever goes wrong, it begins anew and asks for everything again."""
        while not self.stopping.is_set():
            try:
                with session() as listening:
                    self._listen(listening)
            except Exception as failed:
                _log.warning("open pages are not told now", exc_info=failed)
                connection.close()
                self.stopping.wait(AGAIN)
        connection.close()

    def _listen(self, listening: psycopg.Connection[Any]) -> None:
        listening.execute(f"LISTEN {CHANNEL}")
        self.tail, self.whole.next_at = Tail(marks.CHANGING), 0.0
        while not self.stopping.is_set():
            is_woken = any(True for _ in listening.notifies(timeout=LOOK, stop_after=1))
            if not self.hub.count:
                self.tail.settled = -1
                continue
            with acting_as_software():
                self.round(is_woken=is_woken)

    def round(self, *, is_woken: bool) -> None:
        """Ask what is to be asked now, and tell it."""
        streams = self.hub.watching()
        asked = self._fresh()
        if is_woken or self.tail.seen:
            asked |= self.tail.look() & {each.watched.person_id for each in streams}
        if self.whole.is_due():
            asked |= {each.watched.person_id for each in streams}
            self._tell(partial(self.hub.end, (), _lost_roles(streams)))
        if asked:
            self._tell(partial(self.hub.tell, *_what_stands(asked, streams)))
        if self.signed_in.is_due():
            self._tell(partial(self.hub.end, _ended(streams), ()))
        if self.alive.is_due():
            self._tell(self.hub.keep_alive)

    def _fresh(self) -> set[UUID]:
        """Return of whom streams were opened since. What is added meanwhile is asked for the next time."""
        found = set(self.hub.fresh)
        self.hub.fresh -= found
        return found

    def _tell(self, what: Callable[[], None]) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(what)


def _what_stands(
    asked: Collection[UUID], streams: Iterable[Stream]
) -> tuple[dict[UUID, str], dict[UUID, dict[str, Became]]]:
    """Return the marks of people, and of those of whom a page shows another, what became of their plans."""
    found = marks.of(asked)
    behind = {each.watched.person_id for each in streams if found.get(each.watched.person_id, each.mark) != each.mark}
    return found, marks.what_became(behind) if behind else {}


def _ended(streams: Iterable[Stream]) -> frozenset[UUID]:
    held = {each.watched.session for each in streams}
    return frozenset(held - sessions.still_open(held))


def _lost_roles(streams: Iterable[Stream]) -> frozenset[UUID]:
    held = {each.watched.staff_role_id for each in streams}
    return frozenset(held - staff.still_held(held))
