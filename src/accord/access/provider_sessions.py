"""What a session holds of whoever signed in with the identity provider, beside what every session holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accord.access import addresses, sessions
from accord.access.models import User
from accord.access.openid.identities import Identity, open_positions
from accord.domain.sign_ins import TO_SIGN, Level
from accord.organisations.queries import staff
from accord.organisations.queries.staff import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the session keeps of the identity."""

    name: str
    subject: str
    token: str
    level: Level
    roles: dict[str, str]


def begin(request: HttpRequest, user: User, identity: Identity, name: str) -> None:
    """Begin a session for `user`, whom the provider (of this name) has proved to be there."""
    sessions.begin(request, user)
    roles = open_positions(identity, staff.positions(user.staff_id))
    request.session[sessions.PROVIDER] = {
        "name": name,
        "subject": identity.subject,
        "token": identity.token,
        "level": int(identity.level),
        "roles": roles,
    }
    request.session[sessions.PROVIDER_KEY] = ending_key(identity.session_id)
    _note(request, identity)


def prove_again(request: HttpRequest, identity: Identity) -> None:
    """Note that whoever is signed in has proved it once more, at AAL3. The caller has seen that it is they."""
    kept: dict[str, Any] = request.session[sessions.PROVIDER]
    request.session[sessions.PROVIDER] = kept | {"level": int(identity.level), "token": identity.token}
    _note(request, identity)


def held(request: HttpRequest) -> Held | None:
    """Return what is kept of the identity; None where somebody signed in with an account of ours."""
    kept = request.session.get(sessions.PROVIDER)
    if kept is None:
        return None
    return Held(**(kept | {"level": Level(kept["level"])}))


def is_by_provider(request: HttpRequest) -> bool:
    """Return whether this session began at the identity provider."""
    return sessions.PROVIDER in request.session


def narrowed(request: HttpRequest, positions: Sequence[Position]) -> Sequence[Position]:
    """Return those of somebody's roles that this session may be worked in."""
    kept = held(request)
    if kept is None:
        return positions
    return [position for position in positions if str(position.actor.staff_role_id) in kept.roles]


def session_role(request: HttpRequest) -> str:
    """Return the number of the national role that is worked in; nothing in a session of ours."""
    kept, actor = held(request), getattr(request, "actor", None)
    return kept.roles.get(str(actor.staff_role_id), "") if kept and actor else ""


def ending_key(sid: str) -> str:
    """Return the key under which a session is kept, so that the provider can end it by the number that it gave it."""
    return addresses.hashed("provider_session", sid)


def _note(request: HttpRequest, identity: Identity) -> None:
    at: datetime | None = identity.authenticated_at
    if identity.level >= TO_SIGN and at is not None:
        sessions.note_factor(request, sessions.AAL3, at=min(at, timezone.now()))
