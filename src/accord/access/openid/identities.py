"""Who signed in, as the provider says it: the number, how surely, when, and the roles that they hold where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from accord.access.failures import Unproved
from accord.domain.job_roles import roles_of
from accord.domain.sign_ins import Level, level_of
from accord.organisations.queries.staff import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalRole:
    """A role that the national directory gives somebody: its own number, where, and which job role."""

    id: str
    organisation_code: str
    job_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What one round of signing in proved."""

    subject: str
    session_id: str
    level: Level
    authenticated_at: datetime | None
    roles: tuple[NationalRole, ...]
    selected: str
    """The role chosen at the provider, if it asked; else nothing."""
    token: str
    """The ID token itself: the provider wants it back when somebody signs out there too."""


def identity_of(claims: Mapping[str, Any], told: Mapping[str, Any], token: str) -> Identity:
    """Return who signed in. What was told beside the token must be of the same person (Core 1.0, 5.3.2)."""
    if told.get("sub") != claims["sub"]:
        raise Unproved("another_subject")
    at = claims.get("auth_time")
    return Identity(
        subject=str(claims["sub"]),
        session_id=str(claims.get("sid") or ""),
        level=level_of(claims.get("acr"), claims.get("authentication_assurance_level")),
        authenticated_at=_moment(at) if at else None,
        roles=tuple(_roles(told.get("nhsid_nrbac_roles"))),
        selected=str(claims.get("selected_roleid") or told.get("selected_roleid") or ""),
        token=token,
    )


def _moment(at: float) -> datetime:
    try:
        return datetime.fromtimestamp(at, UTC)
    except (ValueError, OverflowError, OSError) as wrong:
        raise Unproved("auth_time") from wrong


def open_positions(identity: Identity, positions: Iterable[Position]) -> dict[str, str]:
    """Return which of somebody's roles here are open to them, by its id: the number of the national role behind it."""
    roles = [role for role in identity.roles if role.id == identity.selected] if identity.selected else identity.roles
    found: dict[str, str] = {}
    for position in positions:
        actor = position.actor
        for role in roles:
            if role.organisation_code == actor.organisation_code and actor.role in roles_of(role.job_role):
                found.setdefault(str(actor.staff_role_id), role.id)
    return found


def _roles(listed: object) -> Iterable[NationalRole]:
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and each.get("person_roleid") and each.get("org_code"):
            yield NationalRole(
                id=str(each["person_roleid"])[:64],
                organisation_code=str(each["org_code"]).upper(),
                job_role=str(each.get("role_code") or ""),
            )
