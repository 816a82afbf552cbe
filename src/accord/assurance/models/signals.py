"""Signals that runs raised: what each is about stays the same; what a run saw of it is appended."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from accord.assurance.models.runs import Run


class Signal(models.Model):
    """One question about a place, a signer or a group. Later runs that see the same add a sighting, no new signal."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.CharField(max_length=20, db_collation="C")
    site_code = models.CharField(max_length=12, blank=True, db_collation="C")
    area_code = models.CharField(max_length=12, blank=True, db_collation="C")
    signer_id = models.CharField(max_length=40, blank=True, db_collation="C")
    """The pseudonym of the signer."""
    signer_org_code = models.CharField(max_length=12, blank=True, db_collation="C")
    group = models.TextField(blank=True)
    raised_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (
            models.Index(fields=["site_code"], name="assurance_signal_site"),
            models.Index(fields=["area_code"], name="assurance_signal_area"),
            models.Index(fields=["signer_org_code"], name="assurance_signal_org"),
        )

    def __str__(self) -> str:
        return f"signal {self.pk}"


class Sighting(models.Model):
    """What one run saw of a signal: the evidence as it stood then. The newest is what the pages show."""

    id = models.BigAutoField(primary_key=True)
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="sightings")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="sightings")
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)
    decision_ids = ArrayField(models.CharField(max_length=40, db_collation="C"))
    """Pseudonyms of the decisions it is about."""
    observed = models.FloatField()
    expected = models.FloatField(null=True)
    statistic = models.FloatField(null=True)
    p_value = models.FloatField(null=True)
    q_value = models.FloatField(null=True)
    question = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["signal", "run"], name="assurance_one_sighting_a_run"),)

    def __str__(self) -> str:
        return f"sighting {self.pk}"
