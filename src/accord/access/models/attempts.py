"""Attempts to sign in that failed, so that guessing is slow."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class SignInAttempt(models.Model):
    """One failed attempt. User name and address are keyed hashes: people type their password into the wrong box."""

    account_key = models.CharField(max_length=64, db_collation="C")
    address_key = models.CharField(max_length=64, db_collation="C")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (
            models.Index(fields=["account_key", "at"], name="access_attempt_account"),
            models.Index(fields=["address_key", "at"], name="access_attempt_address"),
        )

    def __str__(self) -> str:
        return f"failed sign-in #{self.pk}"
