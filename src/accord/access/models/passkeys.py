"""Passkeys and security keys of an account, beside its authenticator app."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Passkey(models.Model):
    """What a browser made for this account on this site: its name there, its public key, and how often it was used."""

    account = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    """As the device counts; one that does not says 0 each time."""
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"passkey #{self.pk}"
