"""Whom Django let in, and with which headers it answered: remembered for less than a minute, by the bytes that asked.

Everything that is checked of a request (its host, its token and scope, what it accepts, how often it comes) was checked
by Django as it let the same bytes in. What may change meanwhile is asked of the database at every look: whether the
token stands, the system is open, and the summary is true.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase

from accord.domain.authority import Actor
from accord.domain.relationships import Remit
from accord.organisations.queries.remits import remit_of
from accord.sharing.doors.heads import BEFORE_NUMBER, Asked

LASTS = 60.0
"""Seconds for which somebody is let in by the same bytes; as long as a session is believed (decision 0009)."""
RENEWED_AFTER = 40.0
"""Seconds after which one request goes Django's way again, so that the others need not wait for it at the end."""
MOST = 1_000
ASKED = "accord.asked"
"""Under which a request carries the bytes that asked, on its way through Django."""


@dataclass(slots=True, kw_only=True)
class Pass:
    """A system that was let in: who it is, for what it acts, its token's hash, and the headers of its answer."""

    actor: Actor
    remit: Remit
    token: str
    headers: tuple[bytes, bytes]
    """Those before the length of the answer, and those after it."""
    born: float = field(default_factory=time.monotonic)
    renewed: float = field(default_factory=time.monotonic)

    def stands(self) -> bool:
        """Return whether this look may go beside Django; now and then one may not."""
        now = time.monotonic()
        if now - self.renewed > RENEWED_AFTER:
            self.renewed = now
            return False
        return now - self.born < LASTS


@dataclass(frozen=True, slots=True)
class _LetIn:
    actor: Actor
    remit: Remit
    number: str


PASSES: dict[tuple[bytes, bytes, bytes], Pass] = {}


def let_in(request: HttpRequest, actor: Actor, number: str) -> None:
    """Note that a system was shown the summary of this number, and that nothing else was asked for."""
    remit = remit_of(actor.organisation_id, actor.organisation_code)
    cast(Any, request).accord_let_in = _LetIn(actor, remit, number)


class LearningMiddleware:
    """Remembers whom Django let in by which bytes. It stands before all others, so that it sees every header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and remember."""
        response = self.get_response(request)
        asked: Asked | None = getattr(request, "scope", {}).get(ASKED)
        found: _LetIn | None = getattr(request, "accord_let_in", None)
        if asked and found and response.status_code == 200:
            _learn(asked, found, request, response)
        return response


def _learn(asked: Asked, found: _LetIn, request: HttpRequest, response: HttpResponseBase) -> None:
    headers = _headers_of(response)
    if headers is None or asked.number != found.number or not BEFORE_NUMBER.search(asked.by[1]):
        return
    if len(PASSES) >= MOST:
        PASSES.clear()
    token = request.headers["Authorization"].partition(" ")[2]
    PASSES[asked.by] = Pass(
        actor=found.actor, remit=found.remit, token=hashlib.sha256(token.encode()).hexdigest(), headers=headers
    )


def _headers_of(response: HttpResponseBase) -> tuple[bytes, bytes] | None:
    """Return the headers before and after the length; None where one of them is for this answer alone."""
    if response.cookies or "Content-Length" not in response.headers or "nonce-" in str(response.headers):
        return None
    listed = [(name.lower(), value) for name, value in response.items()]
    at = [name for name, _ in listed].index("content-length")
    before, after = (
        "".join(f"{name}: {value}\r\n" for name, value in part).encode("latin-1")
        for part in (listed[:at], listed[at + 1 :])
    )
    return before, after
