"""A person: one row, found by its uuid alone."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from accord.domain.people import Gender


class Person(models.Model):
    """Who somebody is. A restricted person has no practice here, and no address or telephone in their tables."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    verification = models.CharField(max_length=2)
    gender = models.CharField(max_length=8, default=Gender.UNKNOWN.value)
    birth_date = models.DateField(null=True)
    restricted = models.BooleanField(default=False)
    practice_code = models.CharField(max_length=12, blank=True, db_collation="C")
    practice_from = models.DateField(null=True)
    practice_to = models.DateField(null=True)
    death_status = models.CharField(max_length=10, blank=True)
    death_date = models.DateField(null=True)
    death_recorded_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")
    pds_version = models.CharField(max_length=20, blank=True)
    revision = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(restricted=False) | models.Q(practice_code=""),
                name="people_restricted_has_no_practice",
            ),
            models.CheckConstraint(
                condition=models.Q(death_status="", death_recorded_at__isnull=True)
                | (~models.Q(death_status="") & models.Q(death_recorded_at__isnull=False)),
                name="people_death_status_with_its_time",
            ),
            models.CheckConstraint(condition=~models.Q(merged_into=models.F("id")), name="people_merged_into_another"),
        )
        # Few are: whoever counts by place leaves them out without reading everybody's row.
        indexes = (models.Index(fields=["id"], condition=models.Q(restricted=True), name="people_person_restricted"),)

    def __str__(self) -> str:
        return str(self.pk)
