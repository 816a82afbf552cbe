"""Downtime packs: for which organisations they are made, each that was made, who took it, and what came back."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class DowntimeSetting(models.Model):
    """How often packs are made for an organisation, how long each is good, and the key that seals them.

    The private half of the key is encrypted with a passphrase that is kept nowhere but in an envelope.
    """

    organisation_id = models.UUIDField(primary_key=True)
    is_on = models.BooleanField()
    every_hours = models.PositiveSmallIntegerField()
    valid_hours = models.PositiveSmallIntegerField()
    public = models.BinaryField()
    salt = models.BinaryField()
    nonce = models.BinaryField()
    private = models.BinaryField()
    iterations = models.PositiveIntegerField()
    set_at = models.DateTimeField(db_default=Now())
    set_by = models.UUIDField()
    set_role = models.UUIDField()
    set_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"downtime packs of {self.organisation_id}"


class DowntimePack(models.Model):
    """A pack that was made. Its content, sealed, is kept while it is among the newest; the rest stays."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation_id = models.UUIDField()
    code = models.CharField(max_length=10, db_collation="C", unique=True)
    envelope = models.CharField(max_length=6, db_collation="C")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    people = models.PositiveIntegerField()
    asked_by = models.UUIDField(null=True)
    asked_name = models.CharField(max_length=200, blank=True, db_default="")
    content = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=["organisation_id", "made_at"], name="sharing_downtime_pack_of"),)

    def __str__(self) -> str:
        return f"downtime pack {self.code}"


class DowntimePackPerson(models.Model):
    """That a person's plan is in a pack."""

    id = models.BigAutoField(primary_key=True)
    pack = models.ForeignKey(DowntimePack, on_delete=models.PROTECT, related_name="held")
    person_id = models.UUIDField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["pack", "person_id"], name="sharing_downtime_person_once"),)

    def __str__(self) -> str:
        return f"in {self.pack_id}"


class DowntimeTaking(models.Model):
    """That somebody took a pack away, as a file."""

    id = models.BigAutoField(primary_key=True)
    pack = models.ForeignKey(DowntimePack, on_delete=models.PROTECT, related_name="takings")
    at = models.DateTimeField(db_default=Now())
    taken_by = models.UUIDField(null=True)
    taken_role = models.UUIDField(null=True)
    taken_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"taking of {self.pack_id}"


class DowntimeReturn(models.Model):
    """That openings of a pack came back, or that somebody said that it was never opened."""

    id = models.BigAutoField(primary_key=True)
    pack = models.ForeignKey(DowntimePack, on_delete=models.PROTECT, related_name="returns")
    at = models.DateTimeField(db_default=Now())
    is_unopened = models.BooleanField()
    returned_by = models.UUIDField(null=True)
    returned_role = models.UUIDField(null=True)
    returned_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"return to {self.pack_id}"


class DowntimeOpening(models.Model):
    """One opening in a downtime, as whoever opened it said; with nobody, it was the list of names."""

    id = models.BigAutoField(primary_key=True)
    pack = models.ForeignKey(DowntimePack, on_delete=models.PROTECT, related_name="openings")
    returned = models.ForeignKey(DowntimeReturn, on_delete=models.PROTECT, related_name="openings")
    log = models.CharField(max_length=32, db_collation="C")
    number = models.PositiveIntegerField()
    seal = models.CharField(max_length=64, db_collation="C")
    opened_at = models.DateTimeField()
    who = models.CharField(max_length=120)
    job = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=12, db_collation="C")
    person_id = models.UUIDField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["pack", "seal"], name="sharing_downtime_opening_once"),)

    def __str__(self) -> str:
        return f"opening {self.number} of {self.pack_id}"
