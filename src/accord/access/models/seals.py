"""The access log, sealed: which rows stand at which places of its Merkle tree, and the tree's signed heads."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Seal(models.Model):
    """Rows sealed at one time, in the order in which they stand in the tree from the place `first` on."""

    first = models.BigIntegerField(primary_key=True)
    log_ids = ArrayField(models.BigIntegerField())
    leaves = models.BinaryField()
    """The leaf hashes of these rows, one after another."""
    edge = models.BinaryField()
    """The nodes that must be kept for the tree to grow from here."""
    highest = models.BigIntegerField(db_index=True)
    """The highest id that was sealed up to here."""
    gaps = ArrayField(models.BigIntegerField(), default=list)
    """Ids below that which may yet appear: first and last of each run of them."""
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"seal from {self.pk}"


class SignedHead(models.Model):
    """The tree's size and root at one time, signed with a key that the database never holds."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    at = models.DateTimeField()
    key_id = models.CharField(max_length=64, db_collation="C")
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"head of {self.pk}"
