"""The keys behind hashes and pseudonyms: never stored in the database, never written to a file."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def given_key() -> bytes | None:
    """Return the key for pseudonyms that this installation was given, if it was: the same key, the same pseudonyms."""
    given: str | None = settings.ACCORD_PSEUDONYM_KEY
    return hashlib.sha256(given.encode()).digest() if given else None


def kept_key() -> bytes:
    """Return the key for pseudonyms that stay the same here from night to night: the given one, else one of our own.

    Our own is derived from the installation's secret under a label of its own, so that it is no other key's.
    """
    return given_key() or hmac.new(settings.SECRET_KEY.encode(), b"accord.pseudonyms", hashlib.sha256).digest()


def rationale_key() -> bytes:
    """Return the key of the hashes by which the same words on several plans are found, here and in the dataset."""
    return given_key() or hmac.new(settings.SECRET_KEY.encode(), b"accord.rationale", hashlib.sha256).digest()
