"""Signed versions, and the facts appended to them. Neither is ever changed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accord.plans.models.recorded import Recorded


class Version(models.Model):
    """A signed plan: the document with its hash, and what was computed from it once, in the signing transaction."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    scope = models.CharField(max_length=8, db_collation="C")
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64, db_collation="C")
    facts = models.JSONField()
    sections = models.JSONField()
    fhir = models.TextField(blank=True, default="")
    cpr = models.CharField(max_length=16, db_collation="C")
    basis = models.CharField(max_length=24, db_collation="C")
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()
    signed_role = models.UUIDField()
    staff_role = models.CharField(max_length=40, db_collation="C")
    grade = models.CharField(max_length=40, db_collation="C")
    signed_name = models.CharField(max_length=200)
    organisation_id = models.UUIDField()
    organisation_code = models.CharField(max_length=12, db_collation="C")
    replaces = models.UUIDField(null=True)
    request_token = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person_id", "scope", "number"], name="plans_version_numbered"),
            models.UniqueConstraint(fields=["person_id", "id"], name="plans_version_of_person"),
            models.UniqueConstraint(
                fields=["person_id", "request_token"],
                condition=models.Q(request_token__isnull=False),
                name="plans_version_asked_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.number} of {self.person_id}"


class Fact(Recorded):
    """A step in a version's life: what, when it takes effect, when and by whom it was recorded, and its details."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.UUIDField()
    version_id = models.UUIDField()
    step = models.CharField(max_length=20, db_collation="C")
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["person_id", "version_id", "id"], name="plans_fact_of_version"),)

    def __str__(self) -> str:
        return f"{self.step} {self.version_id}"
