"""Sending to another system: over TLS, to a public address alone, with nothing followed elsewhere.

The host is looked up once a sending, each address that it has must be public, and the connection goes to one of those:
a name that leads somewhere else a moment later reaches nothing of ours (server-side request forgery, OWASP API7).
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import SplitResult, urlsplit

from accord.domain.errors import Refused

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LEADING_ON = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""Public by their numbers, and leading to an IPv4 address within them (RFC 6052, 8215, 3056, 4380)."""
LONGEST = 500
MOST_READ = 64 * 1024
ACCEPTED = "Give an address that begins with https:// and is reached from everywhere."


class NotTaken(Exception):
    """A subscriber did not take what was sent; in words that hold nothing of what was sent or answered."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a subscriber is told. `may_be_here`: this machine is allowed, as in a demo."""

    parts: SplitResult
    may_be_here: bool = False

    @property
    def port(self) -> int:
        """The port that is asked."""
        return self.parts.port or (443 if self.parts.scheme == "https" else 80)

    @property
    def host(self) -> str:
        """The name or number of the host."""
        return self.parts.hostname or ""

    @property
    def target(self) -> str:
        """What is asked for there."""
        return (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")


def read_endpoint(address: str, *, may_be_here: bool) -> Endpoint:
    """Return where an address leads, or refuse it. Names are looked up as something is sent, and not here."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # a port that is none is told here
    except ValueError as wrong:
        raise Refused.one("Subscription.channel.endpoint", "is no address.", ACCEPTED) from wrong
    is_here = parts.hostname in LOOPBACK
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_here and may_be_here)
    odd = parts.username is not None or parts.fragment or len(address) > LONGEST or not address.isascii()
    if not is_safe or odd or not parts.hostname or any(each <= " " for each in address):
        raise Refused.one("Subscription.channel.endpoint", "is no address to which we send.", ACCEPTED)
    endpoint = Endpoint(parts, may_be_here)
    number = _number(endpoint.host)
    if (is_here and not may_be_here) or (number is not None and not _may_reach(number, may_be_here)):
        raise Refused.one("Subscription.channel.endpoint", "leads into a private network.", ACCEPTED)
    return endpoint


def post(endpoint: Endpoint, body: bytes, headers: Mapping[str, str], patience: float) -> None:
    """Send once; raises `NotTaken` unless the answer is one of 2xx, and came as a whole in so many seconds."""
    connection = _Pinned(endpoint, patience)
    try:
        connection.request("POST", endpoint.target, body=body, headers=dict(headers))
        response = connection.getresponse()
        response.read(MOST_READ)
    except TimeoutError as slow:
        raise NotTaken(f"no answer within {patience:g} seconds") from slow
    except (OSError, HTTPException, ValueError) as failed:
        raise NotTaken(f"not reached ({type(failed).__name__})") from failed
    finally:
        connection.close()
    if not 200 <= response.status < 300:
        raise NotTaken(f"answered {response.status}")


class _UntilThen(io.RawIOBase):
    """What a socket brings until a moment. Its own timeout begins anew with each byte, and would never end."""

    def __init__(self, held: io.RawIOBase, sock: socket.socket, ends: float) -> None:
        self.held, self.sock, self.ends = held, sock, ends

    def readable(self) -> bool:
        """Return that it is read from."""
        return True

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]  # any buffer is one
        """Read what comes next; raises `TimeoutError` where nothing comes before the moment."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(left)
        return self.held.readinto(buffer)

    def close(self) -> None:
        """Close it."""
        self.held.close()
        super().close()


class _Pinned(HTTPConnection):
    """A connection to an address that was looked at, in the name of its host."""

    def __init__(self, endpoint: Endpoint, patience: float) -> None:
        super().__init__(endpoint.host, endpoint.port, timeout=patience)
        self.endpoint = endpoint
        self.ends = time.monotonic() + patience

    def response_class(  # type: ignore[override]  # a method makes it as the class would
        self, sock: socket.socket, *others: Any, **more: Any
    ) -> HTTPResponse:
        """Return an answer that is read until the time is over."""
        answer = HTTPResponse(sock, *others, **more)
        answer.fp = io.BufferedReader(_UntilThen(answer.fp.detach(), sock, self.ends))
        return answer

    def connect(self) -> None:
        """Connect to a public address of the host."""
        self.sock = socket.create_connection((_address_of(self.endpoint), self.endpoint.port), self.timeout)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.endpoint.parts.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.endpoint.host)


def _address_of(endpoint: Endpoint) -> str:
    found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    for each in addresses:
        number = _number(each)
        if number is None or not _may_reach(number, endpoint.may_be_here):
            raise NotTaken("leads into a private network")
    return addresses[0]


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _may_reach(number: ipaddress.IPv4Address | ipaddress.IPv6Address, may_be_here: bool) -> bool:
    mapped = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    held = mapped or number
    if held.is_loopback:
        return may_be_here
    return held.is_global and not held.is_multicast and not any(held in each for each in LEADING_ON)
