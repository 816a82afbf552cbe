"""Where a request comes from, as a keyed hash: enough to count by, useless for anything else."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def key_of(request: HttpRequest) -> str:
    """Return the key of the address that a request comes from (as uvicorn reads it from what stands in front)."""
    return hashed("address", _place(request.META.get("REMOTE_ADDR", "")))


def _place(address: str) -> str:
    """Return an address as one place: whoever has one IPv6 address has the 2**64 beside it too."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((read, 64), strict=False)) if isinstance(read, IPv6Address) else address


def hashed(kind: str, text: str) -> str:
    """Return a keyed hash of `text`."""
    return salted_hmac(f"accord.access.{kind}", text, algorithm="sha256").hexdigest()
