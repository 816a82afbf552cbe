"""Who is acting, told to the database so that it can check it: a signed claim in the setting `accord.actor`.

The rows of people are shown to a connection only while such a claim stands on it. It names the connection and ends by
itself; a connection that comes from the pool keeps nothing of whoever had it before.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.pq import TransactionStatus

from accord.domain.authority import Actor
from accord.domain.reaches import SOFTWARE, Reach, reach_of

LASTS = 600.0
"""Seconds for which a claim holds: longer than any request."""
SOFTWARE_LASTS = 86_400.0
"""The same for a command or a job of our own, which may load a region."""
BLOCK = 64
"""Bytes in a block of SHA-256, to which HMAC fills its key (RFC 2104)."""
ACT = "SELECT set_config('accord.actor', %s, false)"
CLEAN = sql.SQL("CLOSE ALL; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all()")
"""What a session may have left behind on a connection; statements that are prepared hold nothing of anybody."""
INSTALL = """
    INSERT INTO privileges_key (inner_key, outer_key) VALUES (%s, %s)
    ON CONFLICT ("only") DO UPDATE SET inner_key = excluded.inner_key, outer_key = excluded.outer_key
"""


@dataclass(slots=True)
class Acting:
    """Who is acting, and the tickets of the people whose records they have opened, with when."""

    actor: Actor | None
    tickets: dict[UUID, tuple[str, float]] = field(default_factory=dict)


NOBODY = Acting(None)
_acting: ContextVar[Acting] = ContextVar("acting", default=NOBODY)


def acting() -> Acting:
    """Return who is acting here and now."""
    return _acting.get()


@contextmanager
def acting_as(actor: Actor | None) -> Iterator[Acting]:
    """Act as `actor` (None: nobody) for as long as the block lasts."""
    before, now = _acting.get(), Acting(actor)
    token = _acting.set(now)
    _tell(connection, now)
    try:
        yield now
    finally:
        _acting.reset(token)
        _tell(connection, before)


@contextmanager
def acting_as_software() -> Iterator[Acting]:
    """Act as the software itself: what a command or a job of our own does, which nobody is signed in for."""
    with acting_as(SOFTWARE) as now:
        yield now


@contextmanager
def reaching(reach: Reach) -> Iterator[None]:
    """Act as whoever acts where they reach this, and otherwise as the software."""
    actor = acting().actor
    if actor is not None and reach in reach_of(actor):
        yield
        return
    with acting_as_software():
        yield


def begin(*, sender: object, connection: BaseDatabaseWrapper, **_unused: object) -> None:
    """Leave nothing on a connection of the application that was just taken up, and say on it who is acting."""
    del sender
    if connection.alias != "default":
        return
    raw = connection.connection
    assert isinstance(raw, psycopg.Connection)
    claimed = claim(acting().actor, raw.info.backend_pid)
    # One message, and nothing to say where nobody acts: what stood there before is gone.
    raw.execute(
        sql.SQL("{}; SELECT set_config('accord.actor', {}, false)").format(CLEAN, claimed) if claimed else CLEAN
    )


def tell(raw: psycopg.Connection[Any], now: Acting) -> None:
    """Say on one connection who is acting."""
    raw.execute(ACT, [claim(now.actor, raw.info.backend_pid)])


def claim(actor: Actor | None, backend: int) -> str:
    """Return the signed claim of an actor for one connection; nobody claims nothing."""
    if actor is None:
        return ""
    ends = time.time() + (SOFTWARE_LASTS if actor == SOFTWARE else LASTS)
    reach = "".join(sorted(each.value for each in reach_of(actor)))
    parts = (actor.staff_id, actor.staff_role_id, actor.organisation_id, reach, backend, f"{ends:.0f}")
    body = "|".join(map(str, parts))
    return f"{body}|{hmac.new(_key(), body.encode(), hashlib.sha256).hexdigest()}"


def install_key() -> None:
    """Give the database the key with which it checks claims; only the owner of the tables may, and may read it."""
    key = _key().ljust(BLOCK, b"\0")
    padded = [bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C)]
    with connections["owner"].cursor() as cursor:
        cursor.execute(INSTALL, padded)


def _tell(wrapper: Any, now: Acting) -> None:
    if now.actor is None and wrapper.pool and not wrapper.in_atomic_block:
        wrapper.close()  # back to the pool: what stands on it is cleaned away before anybody else has it
        return
    raw = wrapper.connection
    if raw is not None and not raw.closed and raw.info.transaction_status is not TransactionStatus.INERROR:
        tell(raw, now)


def _key() -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"accord.claims", hashlib.sha256).digest()
