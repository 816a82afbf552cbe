"""Sessions, each with whose it is: so that they can be listed, and ended together."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """One browser's session. What stands beside Django's columns is copied from the session whenever it is saved."""

    handle = models.UUIDField(null=True)
    """How a page names it: of the key, which signs in, there is only a hash here."""
    account = models.ForeignKey("access.User", on_delete=models.CASCADE, null=True, related_name="+")
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=60, blank=True)
    provider_key = models.CharField(max_length=64, blank=True, db_default="", db_collation="C", db_index=True)
    """Where it began at an identity provider: the keyed hash of the number by which the provider ends it."""

    def __str__(self) -> str:
        return f"session {self.handle}"
