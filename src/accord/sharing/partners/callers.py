"""Asking another server as one of its systems, with tokens that it gives for an assertion that we sign.

RFC 7523; NHS England's "signed JWT authentication" and SMART Backend Services alike.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import requests
from joserfc import jwt
from joserfc.jwk import ECKey, Key
from urllib3.exceptions import HTTPError

from accord.access.openid.keys import read_key

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CURVES = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}
RSA = "RS512"
"""What NHS England takes."""
LASTS, EARLY = 240, 30
"""Seconds for which an assertion holds, and by which a token is renewed before it ends."""
PATIENCE = 10.0
"""Seconds for which the next byte is waited for."""
LONGEST = 60.0
"""Seconds for a whole answer."""
LARGEST = 50_000_000
"""Bytes of one; a file of an export is the largest that is asked for."""
A_PART = 64 * 1024
AT_ALL = (401, 429, 500, 502, 503, 504)
"""Statuses of a server that does nothing now, whatever it is asked: it is not well, or does not know us."""


class NotTaken(Exception):
    """Another server did not take what was sent, in words that hold nothing of it. `at_all`: it takes nothing now."""

    def __init__(self, words: str, *, at_all: bool = False) -> None:
        self.at_all = at_all
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Answer:
    """What another server answered, whole."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)


@dataclass
class Caller:
    """Who we are at another server, with the token that it gave us."""

    token_address: str
    client_id: str
    key: str = field(repr=False)
    """The private key, as PEM."""
    key_id: str = ""
    token: str = field(default="", repr=False)
    token_ends: float = 0.0

    def ask(self, method: str, address: str, **sent: Any) -> Answer:
        """Ask with a token; raises `NotTaken` where none is given, or nobody is reached."""
        headers = {"Authorization": f"Bearer {self._token()}", "X-Request-ID": str(uuid4()), **sent.pop("headers", {})}
        answer = send(method, address, headers=headers, **sent)
        if answer.status_code == requests.codes.unauthorized:
            self.token = ""  # the next try asks for another
        return answer

    def _token(self) -> str:
        if not self.token or time.monotonic() > self.token_ends:
            answer = send("POST", self.token_address, data=self._asking())
            given = as_json(answer)
            if answer.status_code != requests.codes.ok or not given.get("access_token"):
                raise NotTaken(f"gave no token ({answer.status_code})", at_all=True)
            self.token = str(given["access_token"])
            self.token_ends = time.monotonic() + max(float(given.get("expires_in", 0)) - EARLY, 1.0)
        return self.token

    def _asking(self) -> dict[str, str]:
        now, key = int(time.time()), read_key(self.key)
        told = {"iss": self.client_id, "sub": self.client_id, "aud": self.token_address}
        claims = told | {"jti": str(uuid4()), "iat": now, "exp": now + LASTS}
        header = {"alg": _algorithm(key), "kid": self.key_id or key.thumbprint(), "typ": "JWT"}
        signed = jwt.encode(header, claims, key, algorithms=[header["alg"]])
        return {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": signed,
        }


def send(method: str, address: str, **sent: Any) -> Answer:
    """Send once, and follow nothing elsewhere; raises `NotTaken` where nobody is reached, or the answer has no end."""
    ends = time.monotonic() + LONGEST
    try:
        with requests.request(
            method, address, timeout=PATIENCE, allow_redirects=False, stream=True, **sent
        ) as response:
            return Answer(response.status_code, response.headers, _whole(response, ends))
    except (requests.RequestException, HTTPError) as failed:
        raise NotTaken(f"not reached ({type(failed).__name__})", at_all=True) from failed


def _whole(response: requests.Response, ends: float) -> bytes:
    held = bytearray()
    while part := response.raw.read1(A_PART, decode_content=True):
        held += part
        if len(held) > LARGEST:
            raise NotTaken(f"answered more than {LARGEST:,} bytes")
        if time.monotonic() > ends:
            raise NotTaken(f"took longer than {LONGEST:.0f} seconds to answer", at_all=True)
    return bytes(held)


def as_json(answer: Answer) -> dict[str, Any]:
    """Return the object that was answered; an empty one where it was none."""
    try:
        made = json.loads(answer.content)
    except ValueError:
        return {}
    return made if isinstance(made, dict) else {}


def _algorithm(key: Key) -> str:
    return CURVES[key.curve_name] if isinstance(key, ECKey) else RSA
