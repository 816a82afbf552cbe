"""Checking what the identity provider signed: ID tokens (OpenID Connect Core 1.0, 3.1.3.7) and logout tokens.

The algorithm is one of ours and of the provider's, and each is asymmetric: a token that says "none", or that was made
with a public key as though it were a shared secret, is none.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import JoseError

from accord.access.failures import Unproved
from accord.access.openid.providers import Provider

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LEEWAY = 30
"""Seconds by which the provider's clock may differ from ours."""
LONGEST = 50_000
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_LASTS = 300
"""Seconds after which a logout token that does not say when it ends is too old."""


def check_id_token(
    provider: Provider, given: dict[str, Any], *, nonce: str, begun_at: datetime, now: datetime
) -> dict[str, Any]:
    """Return the claims of the ID token among the tokens `given`: ours, for this round of signing in, and current."""
    claims, header = _read_signed(provider, given.get("id_token"))
    params = {"client_id": provider.client.client_id, "nonce": nonce, "access_token": given.get("access_token")}
    token = CodeIDToken(claims, header, _expected(provider), params)
    try:
        token.validate(int(now.timestamp()), LEEWAY)
    except (JoseError, ValueError, TypeError) as wrong:
        raise Unproved(f"id_token_{_named(wrong)}") from wrong
    _check_audience(provider, claims)
    if claims["iat"] < begun_at.timestamp() - LEEWAY:
        raise Unproved("id_token_older_than_round")
    return claims


def check_logout_token(provider: Provider, given: str, *, now: datetime) -> dict[str, Any]:
    """Return the claims of a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6)."""
    claims, _header = _read_signed(provider, given)
    expected = {key: value for key, value in _expected(provider).items() if key != "exp"}
    try:
        jwt.JWTClaimsRegistry(int(now.timestamp()), LEEWAY, **expected).validate(claims)
    except (JoseError, ValueError, TypeError) as wrong:
        raise Unproved(f"logout_token_{_named(wrong)}") from wrong
    _check_audience(provider, claims)
    events = claims.get("events")
    if not isinstance(events, dict) or LOGOUT_EVENT not in events or "nonce" in claims:
        raise Unproved("logout_token_events")
    if claims["iat"] < now.timestamp() - LOGOUT_LASTS:
        raise Unproved("logout_token_old")
    if not (claims.get("sid") or claims.get("sub")):
        raise Unproved("logout_token_nobody")
    return claims


def _read_signed(provider: Provider, given: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return claims and header of a token that a key of the provider signed."""
    if not isinstance(given, str) or len(given) > LONGEST:
        raise Unproved("no_token")
    said = provider.document().get("id_token_signing_alg_values_supported") or ALGORITHMS
    allowed = [name for name in ALGORITHMS if name in said]
    try:
        header = jws.extract_compact(given.encode()).headers()
        if header.get("alg") not in allowed:
            raise Unproved("algorithm")
        token = jwt.decode(given, provider.key(header.get("kid")), algorithms=allowed)
    except (JoseError, ValueError, TypeError, RecursionError) as wrong:
        raise Unproved("signature") from wrong
    return dict(token.claims), dict(token.header)


def _expected(provider: Provider) -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": provider.client.issuer},
        "aud": {"essential": True, "value": provider.client.client_id},
        "exp": {"essential": True},
        "iat": {"essential": True},
    }


def _check_audience(provider: Provider, claims: dict[str, Any]) -> None:
    """Refuse a token that is for others too: we know none whom we trust with it."""
    if claims["aud"] not in (provider.client.client_id, [provider.client.client_id]):
        raise Unproved("audience")


def _named(wrong: Exception) -> str:
    return str(getattr(wrong, "claim", "") or getattr(wrong, "error", "") or type(wrong).__name__)
