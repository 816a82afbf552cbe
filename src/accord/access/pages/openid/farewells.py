"""Signing out where somebody signed in (OpenID Connect RP-Initiated Logout 1.0)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from accord.access import provider_sessions
from accord.access.failures import Unproved
from accord.access.openid.clients import OpenIdClient, origin_of
from accord.access.openid.providers import provider_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """What the page sends to the provider when somebody wants to sign out there too."""

    name: str
    address: str
    fields: dict[str, str]


def farewell(request: HttpRequest) -> Farewell | None:
    """Return how whoever is signed in ends their session at the provider; None where there is none to be ended.

    The ID token is sent in a form, not in an address. The address must be the issuer's own: the page's policy lets a
    form go nowhere else.
    """
    client: OpenIdClient | None = settings.ACCORD_OPENID
    there = provider_sessions.held(request)
    if client is None or there is None:
        return None
    try:
        address = provider_of(client).document().get("end_session_endpoint")
    except Unproved:
        return None
    if not isinstance(address, str) or origin_of(address) != origin_of(client.issuer):
        return None
    return Farewell(
        name=client.name, address=address, fields={"id_token_hint": there.token, "client_id": client.client_id}
    )
