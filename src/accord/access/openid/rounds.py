"""One round of signing in: what leaves with somebody, and what must come back with them, once.

State, nonce and verifier are drawn for each round and kept in the session of the browser that began it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from accord.access.failures import Unproved
from accord.access.openid.identities import Identity, identity_of
from accord.access.openid.providers import Provider
from accord.access.openid.tokens import LEEWAY, check_id_token
from accord.domain.sign_ins import ASKED_TO_SIGN, ASKED_TO_VIEW, TO_SIGN, TO_VIEW

ROUNDS = "accord_rounds"
LASTS = timedelta(minutes=10)
MOST = 4
"""How many a browser may have begun: one a window in which sign-in was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round that was begun: its secrets, where it leads on, and whether somebody signed in proves it once more."""

    nonce: str
    verifier: str
    onward: str
    begun: float
    again: bool

    @property
    def begun_at(self) -> datetime:
        """When it was begun."""
        return datetime.fromtimestamp(self.begun, UTC)


def begin(session: SessionBase, provider: Provider, redirect: str, onward: str, *, again: bool) -> str:
    """Begin a round, and return the address at the provider. `again` asks for AAL3 anew, to sign with."""
    state = secrets.token_urlsafe(32)
    drawn = Round(
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(64),
        onward=onward,
        begun=timezone.now().timestamp(),
        again=again,
    )
    asked = {"nonce": drawn.nonce, "acr_values": ASKED_TO_SIGN if again else ASKED_TO_VIEW}
    if again:
        asked |= {"prompt": "login", "max_age": str(int(LASTS.total_seconds()))}
    address = provider.way_there(redirect, state=state, verifier=drawn.verifier, **asked)
    kept = list(session.get(ROUNDS, {}).items())[-MOST + 1 :]
    session[ROUNDS] = dict([*kept, (state, _packed(drawn))])
    return address


def take(session: SessionBase, state: str) -> Round:
    """Return the round with this state, and let nobody take it again."""
    rounds = dict(session.get(ROUNDS, {}))
    held = rounds.pop(state, None)
    session[ROUNDS] = rounds
    if held is None:
        raise Unproved("state")
    taken = Round(**held)
    if timezone.now() - taken.begun_at > LASTS:
        raise Unproved("round_over")
    return taken


def finish(provider: Provider, taken: Round, code: str, redirect: str) -> Identity:
    """Return who signed in, for sure enough: AAL2 to view, and AAL3 given in this round to sign."""
    if not code:  # somebody turned back, or the provider refused them
        raise Unproved("no_code")
    given = provider.exchange(code, taken.verifier, redirect)
    now = timezone.now()
    claims = check_id_token(provider, given, nonce=taken.nonce, begun_at=taken.begun_at, now=now)
    identity = identity_of(claims, provider.describe(str(given.get("access_token", ""))), given["id_token"])
    if identity.level < (TO_SIGN if taken.again else TO_VIEW):
        raise Unproved("level")
    if taken.again:
        _check_given_now(identity, taken)
    return identity


def _check_given_now(identity: Identity, taken: Round) -> None:
    at = identity.authenticated_at
    if at is None or at < taken.begun_at - timedelta(seconds=LEEWAY):
        raise Unproved("authenticated_before")


def _packed(drawn: Round) -> dict[str, Any]:
    return {name: getattr(drawn, name) for name in ("nonce", "verifier", "onward", "begun", "again")}
