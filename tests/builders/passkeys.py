"""A device with passkeys, as a browser and a security key would behave together (W3C Web Authentication, level 2)."""

from __future__ import annotations

import hashlib
import html
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from tests.builders.browsers import Browser
from webauthn.helpers import bytes_to_base64url

PAGE, GIVE = "/your-sign-in/passkeys", "/sign-in/passkey"
OPTIONS = re.compile(r'data-options="([^"]+)"')
PRESENT_AND_VERIFIED, WITH_A_KEY = 0x05, 0x40


@dataclass
class Device:
    """A device with one passkey, for one site."""

    origin: str = "http://testserver"
    site: str = "testserver"
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict[str, Any]) -> str:
        """Return what the browser answers when it is asked to make a passkey."""
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(self._public())
        told = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(WITH_A_KEY) + attested})
        return self._answer(clientDataJSON=self._said("webauthn.create", options), attestationObject=told)

    def sign(self, options: dict[str, Any]) -> str:
        """Return what the browser answers when it is asked to have the passkey sign."""
        self.count += 1
        said, data = self._said("webauthn.get", options), self._data(0)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=data, signature=signature)

    def _public(self) -> dict[int, Any]:
        point = self.key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}

    def _data(self, flags: int) -> bytes:
        return (
            hashlib.sha256(self.site.encode()).digest() + bytes([PRESENT_AND_VERIFIED | flags]) + self.count.to_bytes(4)
        )

    def _said(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _answer(self, **response: bytes) -> str:
        named = bytes_to_base64url(self.id)
        written = {name: bytes_to_base64url(value) for name, value in response.items()}
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": written})


def options_of(page: str) -> dict[str, Any]:
    """Return what a page tells the browser to ask a passkey for."""
    found = OPTIONS.search(page)
    assert found, page
    told = json.loads(html.unescape(found.group(1)))
    assert isinstance(told, dict)
    return told


def add(browser: Browser, device: Device | None = None) -> Device:
    """Add a passkey for whoever is signed in, and has given their second factor."""
    device = device or Device()
    made = device.make(options_of(browser.open(PAGE)))
    browser.post(PAGE, {"passkey": made, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value})
    return device


def give(browser: Browser, device: Device, page: str = "/sign-in/code", onward: str = "/people/find") -> Any:
    """Give a passkey where a code is asked for."""
    signed = device.sign(options_of(browser.open(page)))
    sent = {"passkey": signed, "next": onward, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    return browser.post(GIVE, sent)
