"""The identity provider: what it says of itself, its keys, and what we ask it (OpenID Connect Discovery and Core 1.0).

What it says is kept for an hour; where it does not answer, it is asked again after some seconds.
"""

from __future__ import annotations

import time
from functools import lru_cache
from threading import Lock
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.jwk import ECKey, Key

from accord.access.failures import Unproved
from accord.access.openid.clients import OpenIdClient, is_private
from accord.access.openid.keys import read_key
from accord.access.published_keys import TIMEOUT, PublishedKeys, read_json

KEPT, PAUSE = 3600.0, 10.0
ASSERTION_LASTS = 60
"""Seconds for which we may be taken for ourselves with one signed assertion."""
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
RSA_ALGORITHMS = ("RS512", "PS512", "RS384", "PS384", "RS256", "PS256")
CURVES = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}


class Provider:
    """One identity provider, as seen by one client."""

    def __init__(self, client: OpenIdClient) -> None:
        self.client = client
        self._lock = Lock()
        self._document: dict[str, Any] = {}
        self._document_at = self._failed_at = -KEPT
        self._keys = PublishedKeys(lambda: str(self.document()["jwks_uri"]))

    def document(self) -> dict[str, Any]:
        """Return what the provider says of itself; its addresses are checked, and its name is the one we know."""
        with self._lock:
            if time.monotonic() - self._document_at >= KEPT:
                self._document = self._discover_again()
                self._document_at = time.monotonic()
            return self._document

    def key(self, key_id: str | None) -> Key:
        """Return the key that a token names."""
        return self._keys.find(key_id)

    def way_there(self, redirect: str, *, state: str, verifier: str, **asked: str) -> str:
        """Return the address at which somebody signs in; PKCE with S256 (RFC 7636)."""
        address = self.document()["authorization_endpoint"]
        with self._session(redirect) as session:
            return str(session.create_authorization_url(address, state=state, code_verifier=verifier, **asked)[0])

    def exchange(self, code: str, verifier: str, redirect: str) -> dict[str, Any]:
        """Return the tokens for a code, showing who we are with an assertion that we sign (RFC 7523)."""
        address = self.document()["token_endpoint"]
        with self._session(redirect) as session:
            session.register_client_auth_method(self._assertion(address))
            try:
                given = session.fetch_token(address, code=code, code_verifier=verifier, timeout=TIMEOUT)
            except (AuthlibBaseError, requests.RequestException, ValueError) as refused:
                raise Unproved("code_refused") from refused
        return dict(given)

    def describe(self, access_token: str) -> dict[str, Any]:
        """Return what the provider tells of whoever signed in."""
        return read_json(self.document()["userinfo_endpoint"], {"Authorization": f"Bearer {access_token}"})

    def _session(self, redirect: str) -> OAuth2Session:
        return OAuth2Session(
            self.client.client_id,
            self._own_key(),
            token_endpoint_auth_method=PrivateKeyJWT.name,
            scope=self.client.scopes,
            redirect_uri=redirect,
            code_challenge_method="S256",
        )

    def _assertion(self, address: str) -> PrivateKeyJWT:
        now = int(time.time())
        key = self._own_key()
        header = {"kid": self.client.key_id or key.thumbprint(), "typ": "JWT"}
        claims = {"iat": now, "exp": now + ASSERTION_LASTS}
        return PrivateKeyJWT(address, claims=claims, headers=header, alg=self._algorithm(key))

    def _algorithm(self, key: Key) -> str:
        if isinstance(key, ECKey):
            return CURVES[key.curve_name]
        taken = self.document().get("token_endpoint_auth_signing_alg_values_supported") or RSA_ALGORITHMS
        return next((each for each in RSA_ALGORITHMS if each in taken), RSA_ALGORITHMS[0])

    def _own_key(self) -> Key:
        return read_key(self.client.key)

    def _discover_again(self) -> dict[str, Any]:
        """Ask the provider, unless it has just not answered: those who wait would hold up everybody else."""
        if time.monotonic() - self._failed_at < PAUSE:
            raise Unproved("unreachable")
        try:
            return self._discover()
        except Unproved:
            self._failed_at = time.monotonic()
            raise

    def _discover(self) -> dict[str, Any]:
        said = read_json(self.client.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if said.get("issuer") != self.client.issuer:
            raise Unproved("another_issuer")
        if not all(isinstance(said.get(name), str) and is_private(said[name]) for name in NEEDED):
            raise Unproved("endpoints")
        return said


@lru_cache(maxsize=4)
def provider_of(client: OpenIdClient) -> Provider:
    """Return the provider, with what is known of it, for as long as the process runs."""
    return Provider(client)
