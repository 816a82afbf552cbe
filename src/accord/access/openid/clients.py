"""What this installation is to the identity provider: its number there, and the key with which it shows who it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

SCOPES = "openid profile nationalrbacaccess"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdClient:
    """A registration with one identity provider."""

    issuer: str
    client_id: str
    key: str = field(repr=False)
    """The private key, as PEM."""
    key_id: str = ""
    name: str = "NHS CIS2"
    """What pages call the provider."""
    scopes: str = SCOPES


def origin_of(address: str) -> str:
    """Return the origin of an address, as a Content Security Policy names it."""
    read = urlsplit(address)
    return f"{read.scheme}://{read.netloc}"


def is_private(address: str) -> bool:
    """Return whether what is sent to an address is read by nobody on the way: TLS, or this machine."""
    read = urlsplit(address)
    return (read.scheme == "https" and bool(read.hostname)) or (read.scheme == "http" and read.hostname in LOOPBACK)
