"""Public keys that others publish (RFC 7517): fetched, kept, and fetched again when a token names an unknown one.

That is done at most once in half a minute: whose they are changes them at will, and nobody makes us ask all day.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

import requests
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from accord.access.failures import Unproved

PAUSE, TIMEOUT = 30.0, 5.0
LARGEST = 512 * 1024
Keys = dict[str | None, Key]


class PublishedKeys:
    """The keys that lie at one address."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address
        self._lock = Lock()
        self._asked_at = -PAUSE
        self._keys: Keys = {}

    def find(self, key_id: str | None) -> Key:
        """Return the key that a token names; with no name, there must be no choice."""
        found = find_key(self._keys, key_id)
        if found is None:
            self._fetch()
            found = find_key(self._keys, key_id)
        if found is None:
            raise Unproved("unknown_key")
        return found

    def _fetch(self) -> None:
        address = self._address()
        with self._lock:
            if time.monotonic() - self._asked_at >= PAUSE:  # else somebody has just asked
                self._asked_at = time.monotonic()
                self._keys = read_keys(read_json(address))


def find_key(keys: Keys, key_id: str | None) -> Key | None:
    """Return the key of this name."""
    if key_id is None:
        return next(iter(keys.values())) if len(keys) == 1 else None
    return keys.get(key_id)


def read_keys(said: Mapping[str, Any]) -> Keys:
    """Return the keys of a JWKS that may check a signature: public ones, never a shared secret."""
    listed = said.get("keys")
    kept = [each for each in listed if _may_sign(each)] if isinstance(listed, list) else []
    try:
        return {key.kid: key for key in KeySet.import_key_set({"keys": kept}).keys} if kept else {}
    except (JoseError, ValueError, TypeError) as wrong:
        raise Unproved("keys") from wrong


def read_json(address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON object at an address; nobody is followed elsewhere, and nothing endless is read."""
    try:
        with requests.get(address, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True) as response:
            body = response.raw.read(LARGEST, decode_content=True)
            said = json.loads(body) if response.status_code == 200 else None
    except (requests.RequestException, ValueError) as failed:
        raise Unproved("unreachable") from failed
    if not isinstance(said, dict):
        raise Unproved("unreadable")
    return said


def _may_sign(key: Any) -> bool:
    return isinstance(key, dict) and key.get("kty") in {"RSA", "EC", "OKP"} and key.get("use", "sig") == "sig"
