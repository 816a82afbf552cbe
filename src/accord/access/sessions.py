"""What a session holds of whoever is signed in, and for how long it is believed.

The actor is kept in the session and checked against the directory and the account once a minute: a role that ended, an
account that was closed or a password that was changed ends the session within that minute, and a page costs one query.
A password alone, where the account has a second factor, makes no session: it is kept as a beginning for ten minutes.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import auth
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accord.access import browsers
from accord.access.models import User
from accord.domain.authority import Actor, Grade, Register, Registration, Role
from accord.organisations.queries import staff
from accord.organisations.queries.staff import Position

IDLE = timedelta(minutes=30)
"""Nobody stays signed in on a screen that is left alone for longer."""
LONGEST = timedelta(hours=12)
"""Nobody stays signed in for longer, however busy: it is longer than a shift."""
BELIEVED = timedelta(minutes=1)
BEGINNING = timedelta(minutes=10)
"""How long a password that was right waits for the second factor."""
STAFF, POSITION, CHECKED = "accord_staff", "accord_position", "accord_checked"
BEGUN, HANDLE, BROWSER = "accord_begun", "accord_handle", "accord_browser"
AWAITED, FACTOR_AT, FACTOR_BY = "accord_awaited", "accord_factor_at", "accord_factor_by"
PROVIDER_KEY = "accord_provider_key"
"""The key by which an identity provider ends the session that began there."""
PROVIDER = "accord_provider"
"""What is kept of whoever signed in with an identity provider (`provider_sessions`)."""
OF_ONE_SIGN_IN = (POSITION, AWAITED, FACTOR_AT, FACTOR_BY, PROVIDER, PROVIDER_KEY)
"""What a sign-in leaves behind and the next one in the same browser must not find: the role is chosen anew."""
CODE, RECOVERY, PASSKEY, AAL3 = "code", "recovery_code", "passkey", "aal3"
"""How a second factor was given."""


def kept_as(key: str) -> str:
    """Return what the database keeps of a session's key: enough to find it by, and nothing that signs anybody in."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def await_factor(request: HttpRequest, user: User) -> None:
    """Remember, under a new key, that the password of `user` was given. Nobody is signed in by that."""
    request.session.flush()
    request.session[AWAITED] = [str(user.pk), _stamp()]


def awaited(request: HttpRequest) -> User | None:
    """Return whose second factor is waited for, or None."""
    user_id, at = request.session.get(AWAITED, (None, 0.0))
    if user_id is None or _age(at) > BEGINNING:
        return None
    return User.objects.filter(pk=user_id, is_active=True).first()


def begin(request: HttpRequest, user: User, *, factor: str = "") -> None:
    """Begin a session for `user`, under a new key; no role is chosen yet. `factor` is how a second one was given."""
    for name in OF_ONE_SIGN_IN:
        request.session.pop(name, None)
    auth.login(request, user)
    request.session.cycle_key()  # Django keeps the key where the same account was signed in already
    request.session[STAFF] = str(user.staff_id)
    request.session[HANDLE] = str(uuid4())
    request.session[BROWSER] = browsers.describe(request.headers.get("User-Agent", ""))
    request.session[BEGUN] = request.session[CHECKED] = _stamp()
    if factor:
        note_factor(request, factor)


def note_factor(request: HttpRequest, by: str, *, at: datetime | None = None) -> None:
    """Note how the second factor was given, and that it was just now (or when)."""
    request.session[FACTOR_AT] = at.timestamp() if at else _stamp()
    request.session[FACTOR_BY] = by


def factor(request: HttpRequest) -> tuple[str, datetime] | None:
    """Return how and when the second factor was last given in this session; None where it never was."""
    at = request.session.get(FACTOR_AT)
    return None if at is None else (request.session.get(FACTOR_BY, CODE), datetime.fromtimestamp(at, UTC))


def choose(request: HttpRequest, position: Position) -> None:
    """Act in this role from now on."""
    request.session.cycle_key()
    request.session[POSITION] = _pack(position)
    request.session[CHECKED] = _stamp()


def account(request: HttpRequest) -> User:
    """Return the account with which somebody is signed in; only for pages that somebody signed in sees."""
    return User.objects.get(pk=request.session[auth.SESSION_KEY])


def keep(request: HttpRequest) -> None:
    """Keep this one session, under a new key, after its own password was changed; the others end."""
    request.session.cycle_key()
    request.session[auth.HASH_SESSION_KEY] = account(request).get_session_auth_hash()


def end(request: HttpRequest) -> None:
    """End the session and forget all it held; the page that answers is nobody's any more."""
    auth.logout(request)
    named: Any = request
    named.actor = named.staff_id = None


def staff_id(session: SessionBase) -> UUID | None:
    """Return who is signed in, whether or not a role is chosen."""
    held = session.get(STAFF)
    return UUID(held) if held else None


def handle(session: SessionBase) -> UUID | None:
    """Return the name of a session, under which its owner sees it in a list; it signs nobody in."""
    held = session.get(HANDLE)
    return UUID(held) if held else None


def read(request: HttpRequest) -> Position | None:
    """Return the role in which somebody is signed in now, or None. Ends a session that is stale or no longer holds."""
    session = request.session
    if STAFF not in session:
        return None
    unchecked = _age(session[CHECKED])
    if unchecked > IDLE or _age(session.get(BEGUN, 0.0)) > LONGEST:
        session.flush()
        return None
    if unchecked > BELIEVED:
        _check(session)
    held = session.get(POSITION)
    return _unpack(held) if held else None


def _check(session: SessionBase) -> None:
    user = User.objects.filter(pk=session[auth.SESSION_KEY], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), session.get(auth.HASH_SESSION_KEY, "")):
        session.flush()
        return
    session[CHECKED] = _stamp()
    held = session.get(POSITION)
    position = staff.position(UUID(held["staff_role_id"])) if held else None
    if position is not None:
        session[POSITION] = _pack(position)
    else:
        session.pop(POSITION, None)


def age(request: HttpRequest) -> timedelta:
    """Return how long ago this session began."""
    return _age(request.session[BEGUN])


def _age(stamp: float) -> timedelta:
    return timezone.now() - datetime.fromtimestamp(stamp, UTC)


def _stamp() -> float:
    return timezone.now().timestamp()


def _pack(position: Position) -> dict[str, Any]:
    actor = position.actor
    registration = actor.registration
    return {
        "staff_id": str(actor.staff_id),
        "staff_role_id": str(actor.staff_role_id),
        "role": actor.role.value,
        "grade": actor.grade.value,
        "organisation_id": str(actor.organisation_id),
        "organisation_code": actor.organisation_code,
        "organisation_name": position.organisation_name,
        "name": actor.name,
        "registration": [registration.register.value, registration.number] if registration else None,
    }


def _unpack(held: dict[str, Any]) -> Position:
    registration = held["registration"]
    actor = Actor(
        staff_id=UUID(held["staff_id"]),
        staff_role_id=UUID(held["staff_role_id"]),
        role=Role(held["role"]),
        grade=Grade(held["grade"]),
        organisation_id=UUID(held["organisation_id"]),
        organisation_code=held["organisation_code"],
        name=held["name"],
        registration=Registration(register=Register(registration[0]), number=registration[1]) if registration else None,
    )
    return Position(actor=actor, organisation_name=held["organisation_name"])
