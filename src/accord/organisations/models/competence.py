"""The competence register: what an organisation recorded of its staff, appended and never changed."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accord.organisations.models.organisations import Organisation
from accord.organisations.models.staff import StaffMember


class CompetenceRecord(models.Model):
    """One training or check of somebody, as one organisation recorded it.

    The latest row of the same person, kind and organisation counts; one that is `withdrawn` says that the row before
    was recorded in error. `recorded_by` is empty for what was imported by command.
    """

    id = models.BigAutoField(primary_key=True)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="competence")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="competence")
    kind = models.CharField(max_length=24, db_collation="C")
    completed_on = models.DateField()
    valid_until = models.DateField(null=True)
    evidence = models.CharField(max_length=200, blank=True)
    withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.UUIDField(null=True)
    recorded_name = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["staff", "kind", "organisation", "-id"], name="organisations_competence_staff"),
            models.Index(fields=["organisation", "staff", "kind", "-id"], name="organisations_competence_site"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("completed_on")),
                name="competence_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.kind}"
