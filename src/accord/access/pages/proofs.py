"""How somebody showed that it is they, as it is written under what they sign."""

from __future__ import annotations

from django.http import HttpRequest

from accord.access import provider_sessions, sessions
from accord.domain.plan.keeping import Confirmation, ConfirmedBy


def confirmation_of(request: HttpRequest) -> Confirmation | None:
    """Return how and when whoever signs last gave their second factor; None where they have none."""
    given = sessions.factor(request)
    if given is None:
        return None
    by, at = given
    return Confirmation(by=ConfirmedBy(by), at=at, session_role_id=provider_sessions.session_role(request))
