"""Another locator, as we publish to it: the National Record Locator, or another Accord. It is spoken with here alone.

We show who we are with an assertion that we sign (RFC 7523; NHS England's "signed JWT authentication" and SMART Backend
Services alike), and name the organisation for which a pointer is published in each request.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import requests
from joserfc import jwt
from joserfc.jwk import ECKey, Key

from accord.access.openid.keys import read_key
from accord.projections.fhir.elements import Made
from accord.projections.fhir.pointers import MIME
from accord.sharing.pointers.locator_settings import LocatorSettings
from accord.sharing.pointers.parts import custodian_of

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ORGANISATION = "NHSD-End-User-Organisation-ODS"
CURVES = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}
RSA = "RS512"
"""What NHS England takes."""
LASTS, EARLY = 240, 30
"""Seconds for which an assertion holds, and by which a token is renewed before it ends."""
PATIENCE = 10.0
THERE_ALREADY = 409
_AT_ALL = (429, 500, 502, 503, 504)
"""Statuses of a locator that takes nothing now, from anybody."""


class NotTaken(Exception):
    """A locator did not take what was sent, in words that hold nothing of it. `at_all`: it takes nothing now."""

    def __init__(self, words: str, *, at_all: bool = False) -> None:
        self.at_all = at_all
        super().__init__(words)


@dataclass
class Locator:
    """A locator, with the token that it gave us."""

    settings: LocatorSettings
    token: str = field(default="", repr=False)
    token_ends: float = 0.0

    def put(self, made: Made) -> None:
        """Publish a pointer under its id; with nothing in its place where what it replaces is gone there already."""
        answer = self._ask("PUT", "DocumentReference", custodian_of(made), made)
        if answer.status_code in (400, 422) and _is_about_what_it_replaces(answer):
            alone = {name: value for name, value in made.items() if name != "relatesTo"}
            answer = self._ask("PUT", "DocumentReference", custodian_of(made), alone)
        if answer.status_code not in (200, 201, THERE_ALREADY):
            raise NotTaken(f"answered {answer.status_code}", at_all=answer.status_code in _AT_ALL)

    def delete(self, pointer_id: str, organisation_code: str) -> None:
        """Take a pointer back; one that is gone already is gone."""
        answer = self._ask("DELETE", f"DocumentReference/{pointer_id}", organisation_code)
        if answer.status_code not in (200, 204, 404):
            raise NotTaken(f"answered {answer.status_code}", at_all=answer.status_code in _AT_ALL)

    def _ask(self, method: str, path: str, organisation_code: str, made: Made | None = None) -> requests.Response:
        headers = {
            "Authorization": f"Bearer {self._token()}",
            "Accept": MIME,
            "Content-Type": MIME,
            "X-Request-ID": str(uuid4()),
            ORGANISATION: organisation_code,
        }
        body = None if made is None else json.dumps(made).encode()
        answer = _send(method, f"{self.settings.address}/{path}", data=body, headers=headers)
        if answer.status_code == requests.codes.unauthorized:
            self.token = ""  # the next try asks for another
        return answer

    def _token(self) -> str:
        if not self.token or time.monotonic() > self.token_ends:
            answer = _send("POST", self.settings.token_address, data=self._asking())
            given = _json(answer)
            if answer.status_code != requests.codes.ok or not given.get("access_token"):
                raise NotTaken(f"gave no token ({answer.status_code})", at_all=True)
            self.token = str(given["access_token"])
            self.token_ends = time.monotonic() + max(float(given.get("expires_in", 0)) - EARLY, 1.0)
        return self.token

    def _asking(self) -> dict[str, str]:
        now, key = int(time.time()), read_key(self.settings.key)
        told = {"iss": self.settings.client_id, "sub": self.settings.client_id, "aud": self.settings.token_address}
        claims = told | {"jti": str(uuid4()), "iat": now, "exp": now + LASTS}
        header = {"alg": _algorithm(key), "kid": self.settings.key_id or key.thumbprint(), "typ": "JWT"}
        signed = jwt.encode(header, claims, key, algorithms=[header["alg"]])
        return {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": signed,
        }


def _send(method: str, address: str, **sent: Any) -> requests.Response:
    try:
        return requests.request(method, address, timeout=PATIENCE, allow_redirects=False, **sent)
    except requests.RequestException as failed:
        raise NotTaken(f"not reached ({type(failed).__name__})", at_all=True) from failed


def _algorithm(key: Key) -> str:
    return CURVES[key.curve_name] if isinstance(key, ECKey) else RSA


def _is_about_what_it_replaces(answer: requests.Response) -> bool:
    """Return whether a pointer was refused for what it replaces alone."""
    issues = _json(answer).get("issue") or []
    places = [str(at) for each in issues if isinstance(each, dict) for at in each.get("expression") or [""]]
    return bool(places) and all(at.startswith("relatesTo") for at in places)


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        made = answer.json()
    except ValueError:
        return {}
    return made if isinstance(made, dict) else {}
