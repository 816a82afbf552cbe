"""The database is gone: that is said at once, to everybody, until it is there again.

Without this each request would wait for it in its turn, and those behind it with it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any

import structlog
from django.core.signals import got_request_exception
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpRequest, HttpResponseBase
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from accord.config.views import show_unreachable
from accord.privileges.unreached import UNREACHED

EVERY = 0.5
"""Seconds between looks whether it is there again."""
PATIENCE = 2
"""Seconds that a look waits for an answer."""
NOT_OF_LIBPQ = ("cursor_factory", "context", "prepare_threshold", "autocommit")
_log = structlog.stdlib.get_logger("accord.outages")


class Outage:
    """Whether the database is gone, as far as this process knows: from the first request that fails for it."""

    def __init__(self) -> None:
        self._gone, self._looking = Event(), Lock()

    @property
    def is_on(self) -> bool:
        """Whether nobody needs to try."""
        return self._gone.is_set()

    def look(self) -> None:
        """Look whether it is there, in a thread of its own, and go on until it is. One looks at a time."""
        if self._looking.acquire(blocking=False):
            Thread(target=self._look, name="outage", daemon=True).start()

    def _look(self) -> None:
        try:
            while not is_there():
                if not self.is_on:
                    _log.error("the database is gone")
                    self._gone.set()
                Event().wait(EVERY)
            if self.is_on:
                _log.warning("the database is there again")
            let_broken_go()
        finally:
            self._gone.clear()
            self._looking.release()


OUTAGE = Outage()


def is_there() -> bool:
    """Whether the database takes connections. One that has no room for another is there."""
    parameters = connections["default"].get_connection_params()
    named = {name: value for name, value in parameters.items() if name not in NOT_OF_LIBPQ}
    return PGconn.ping(make_conninfo("", **named | {"connect_timeout": PATIENCE}).encode()) == Ping.OK


def let_broken_go() -> None:
    """Let go of connections that broke while nobody used them: each would fail whoever is given it."""
    wrapper = connections["default"]
    if isinstance(wrapper, DatabaseWrapper) and wrapper.pool and not wrapper.pool.closed:
        wrapper.pool.check()


def look_if_gone(**_: Any) -> None:
    """Look whether the database is there, where it may be why a request failed."""
    if isinstance(sys.exception(), UNREACHED):
        OUTAGE.look()


class OutageMiddleware:
    """Answers 503 while the database is gone, before a session is looked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        got_request_exception.connect(look_if_gone, dispatch_uid="accord.outages")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say that it is gone."""
        return show_unreachable(request) if OUTAGE.is_on else self.get_response(request)
