"""How often somebody who is not signed in may knock: counted for each address, in each web process.

A bucket of a minute's requests, filled again evenly. Whoever is signed in is never counted, nor stopped by what others
send from the same address: a hospital has one. Nor does a crew's system wait for an emergency summary, whoever knocks
where it comes from: its token alone is looked at. Static files are answered before this is asked.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from accord.access import addresses

T = TypeVar("T")
MOST_KEPT = 20_000
"""Addresses, and sessions, that a process remembers; the longest unseen is forgotten first."""
KNOWN_FOR = 600.0
TOO_MANY = {
    "status": 429,
    "heading": "Too many requests",
    "advice": "Wait a minute and try again. In an emergency, do not wait for this page.",
}


@dataclass(slots=True)
class Knocks:
    """The buckets of one process: `a_minute` each. `now` gives seconds."""

    a_minute: int
    now: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _known: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _turn: Lock = field(default_factory=Lock)

    def wait(self, place: str, session: str) -> int:
        """Return for how many seconds somebody has to wait: not at all whose session was signed in just now."""
        with self._turn:
            if not self.a_minute or (session and self._known.get(session, 0.0) > self.now()):
                return 0
            left = self._filled(place)
            return 0 if left >= 1 else math.ceil((1 - left) * 60 / self.a_minute)

    def note(self, place: str, session: str, *, is_signed_in: bool) -> None:
        """Note a request that was answered: its session is known now, or it took one from its address's bucket."""
        with self._turn:
            if is_signed_in and session:
                _keep(self._known, session, self.now() + KNOWN_FOR)
            else:
                self._known.pop(session, None)
                _keep(self._left, place, (self._filled(place) - 1, self.now()))

    def _filled(self, place: str) -> float:
        left, at = self._left.get(place, (float(self.a_minute), self.now()))
        return min(float(self.a_minute), left + (self.now() - at) * self.a_minute / 60)


def _keep(kept: OrderedDict[str, T], key: str, value: T) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > MOST_KEPT:
        kept.popitem(last=False)


class KnockMiddleware:
    """Answers 429 where strangers knock too often, before a session is looked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.knocks = Knocks(settings.ACCORD_KNOCKS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say how long to wait."""
        place, session = _place_of(request), _session_of(request)
        never_waits = request.path in settings.ACCORD_NEVER_WAITS
        if seconds := 0 if never_waits else self.knocks.wait(place, session):
            response = render(request, "web/error.jinja", TOO_MANY, status=429)
            response.headers["Retry-After"] = str(seconds)
            return response
        answer = self.get_response(request)
        self.knocks.note(place, session, is_signed_in=_is_known(request))
        return answer


def _place_of(request: HttpRequest) -> str:
    """Return where a request comes from; those with a token apart, so that a stranger's do not stop a system's."""
    place = addresses.key_of(request)
    return addresses.hashed("bearer", place) if "Authorization" in request.headers else place


def _session_of(request: HttpRequest) -> str:
    """Return a keyed hash of what would show who this is: somebody's session, or a system's token."""
    sent = request.COOKIES.get(settings.SESSION_COOKIE_NAME) or request.headers.get("Authorization", "")
    return addresses.hashed("session", sent) if sent else ""


def _is_known(request: HttpRequest) -> bool:
    """Return whether it was answered as somebody, or as a system, which the guard of its address finds out."""
    return getattr(request, "staff_id", None) is not None or getattr(request, "actor", None) is not None
