"""Who is signed in, as the header says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from accord.domain.authority import ROLE_NAMES, Permission


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A member of staff in the role and at the organisation that they work for now."""

    name: str
    role: str
    organisation: str


def read_look_to_explain(request: Any) -> str:
    """Read where to say why, if this page shows somebody with whom no relationship is recorded."""
    return str(getattr(request, "look_to_explain", ""))


def read_signed_in(request: Any) -> SignedIn | None:
    """Read who is signed in: `request.actor`, and `request.organisation_name` where the middleware sets it."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return None
    organisation = getattr(request, "organisation_name", "") or actor.organisation_code
    return SignedIn(actor.name, ROLE_NAMES[actor.role], organisation)


@dataclass(frozen=True, slots=True)
class Keeping:
    """For whom a browser may keep the plans that they open in emergencies, and for how many hours."""

    who: UUID
    hours: int


def read_keeping(request: Any) -> Keeping | None:
    """Read whether whoever is signed in may have plans kept by their browser: the setting, and their role, allow it."""
    actor, hours = getattr(request, "actor", None), int(getattr(settings, "ACCORD_KEPT_HOURS", 0))
    return Keeping(actor.staff_role_id, hours) if actor and hours and actor.may(Permission.VIEW_EMERGENCY) else None
