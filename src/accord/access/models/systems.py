"""Other systems: what each is registered with, the assertions that it used, and the tokens that it was given."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class System(models.Model):
    """Another system, which acts for one organisation. Its keys are public ones: here, or at an address of its own."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=80)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=64, db_collation="C"))
    keys = models.JSONField(null=True)
    keys_address = models.CharField(max_length=300, blank=True, db_default="")
    registered_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)
    a_minute = models.PositiveIntegerField(null=True)
    """How many requests it may send a minute; with none, as many as this installation says for all."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(keys__isnull=False, keys_address="")
                | (models.Q(keys__isnull=True) & ~models.Q(keys_address="")),
                name="access_system_keys_in_one_place",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class SystemAllowance(models.Model):
    """What a system has left of the requests that it may send: filled up to `at`, and how many were taken then."""

    system = models.OneToOneField(System, on_delete=models.PROTECT, primary_key=True, related_name="+")
    remaining = models.FloatField()
    taken = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"allowance of {self.system_id}"


class UsedAssertion(models.Model):
    """An assertion that was taken once, as a hash of whose it is and its number; kept until it has ended."""

    hashed = models.CharField(max_length=64, primary_key=True, db_collation="C")
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"used until {self.ends_at}"


class SystemToken(models.Model):
    """An access token, as its hash: with 256 bits no more is needed. It ends within minutes."""

    hashed = models.CharField(max_length=64, primary_key=True, db_collation="C")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=64, db_collation="C"))
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"token of {self.system_id}"
