"""Staff, and the roles they hold at organisations."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accord.organisations.models.organisations import Organisation
from accord.organisations.models.periods import Dated, ends_after_it_begins


class StaffMember(models.Model):
    """Somebody who works with the record; a registration is held where there is one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff_code = models.CharField(max_length=40, unique=True, db_collation="C")
    name = models.CharField(max_length=200)
    register = models.CharField(max_length=8, blank=True)
    registration_number = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(register="", registration_number="")
                | (~models.Q(register="") & ~models.Q(registration_number="")),
                name="organisations_registration_whole",
            ),
        )

    def __str__(self) -> str:
        return self.staff_code


class StaffRole(Dated):
    """What a member of staff does, where, in which grade, and from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff_roles")
    role = models.CharField(max_length=40)
    grade = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["staff", "organisation", "role", "valid_from"],
                name="organisations_staff_role_once",
                nulls_distinct=False,
            ),
            ends_after_it_begins("staff_role"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role}"
