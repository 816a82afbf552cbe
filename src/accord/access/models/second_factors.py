"""The second factor of an account: an authenticator app, and codes for the day it is lost."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Authenticator(models.Model):
    """The app that an account's owner has shown to work. Its secret is encrypted with a key that is not in here."""

    account = models.OneToOneField("access.User", on_delete=models.PROTECT, primary_key=True, related_name="+")
    sealed = models.BinaryField()
    last_step = models.BigIntegerField()
    """The time step of the last code that was taken: that code and those before it are never taken again."""
    added_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"authenticator of {self.pk}"


class RecoveryCode(models.Model):
    """A code that signs in once in place of the app, as a hash: with so many bits, no more is needed."""

    account = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    hashed = models.CharField(max_length=64, db_collation="C")
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "hashed"], name="access_recovery_code_once"),)

    def __str__(self) -> str:
        return f"recovery code #{self.pk}"
