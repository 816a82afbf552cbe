"""Where a request comes from, as a keyed hash: enough to count by, useless for anything else."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def key_of(request: HttpRequest) -> str:
    """Return the key of the address that a request comes from (as uvicorn reads it from what stands in front)."""
    return hashed("address", request.META.get("REMOTE_ADDR", ""))


def hashed(kind: str, text: str) -> str:
    """Return a keyed hash of `text`."""
    return salted_hmac(f"accord.access.{kind}", text, algorithm="sha256").hexdigest()
