"""Who is signed in, as the header says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accord.domain.authority import ROLE_NAMES


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
