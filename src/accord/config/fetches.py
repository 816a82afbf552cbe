"""The one way in which Accord asks another host: a plain GET of JSON over TLS, bounded in time and size.

Nothing is followed elsewhere, nothing is sent but the address, and what comes back is checked by whoever asked.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from accord.domain.errors import Refused

PATIENCE = 20.0
MOST = 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class NotFetched(Exception):
    """Another host did not answer, or not in a way that can be read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What another host answered: its status, and the JSON with it."""

    status: int
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Host:
    """Where to ask: an address that begins with https, or with http where it is this machine."""

    parts: SplitResult

    @classmethod
    def of(cls, address: str, field: str) -> Host:
        """Return the host that an address names, or refuse the field that gave it."""
        accepted = "Give an address that begins with https://, such as https://accord.example.nhs.uk."
        try:
            parts = urlsplit(address.rstrip("/"))
            _ = parts.port  # a port that is none is told here
        except ValueError as wrong:
            raise Refused.one(field, "it is no address.", accepted) from wrong
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        if not is_safe or not parts.hostname or parts.query or parts.fragment or parts.username:
            raise Refused.one(field, "it is no address that can be asked.", accepted)
        return cls(parts)

    def get(self, path: str, asked: Mapping[str, str]) -> Answer:
        """Ask for JSON at a path below the address, or raise `NotFetched`."""
        target = f"{self.parts.path}{path}" + (f"?{urlencode(asked)}" if asked else "")
        connection = self._connection()
        try:
            connection.request("GET", target, headers={"Accept": "application/json"})
            response = connection.getresponse()
            body = response.read(MOST + 1)
        except (OSError, HTTPException) as failed:
            raise NotFetched(f"{self.parts.netloc} does not answer ({failed})") from failed
        finally:
            connection.close()
        if len(body) > MOST:
            raise NotFetched(f"{self.parts.netloc} answers with more than {MOST:,} bytes")
        return Answer(response.status, self._read(body))

    def _read(self, body: bytes) -> Mapping[str, Any]:
        try:
            told = json.loads(body)
        except (ValueError, RecursionError) as unreadable:
            raise NotFetched(f"{self.parts.netloc} does not answer in JSON") from unreadable
        if not isinstance(told, dict):
            raise NotFetched(f"{self.parts.netloc} answers with something else than was asked for")
        return told

    def _connection(self) -> HTTPConnection:
        host, port = self.parts.hostname or "", self.parts.port
        if self.parts.scheme == "https":
            return HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
        return HTTPConnection(host, port, timeout=PATIENCE)
