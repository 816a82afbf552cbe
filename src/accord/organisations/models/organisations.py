"""An organisation of the ODS directory, and the roles it has or had."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accord.organisations.models.periods import Dated, ends_after_it_begins


class Organisation(Dated):
    """A trust, practice, care home, area …, known by its ODS code; valid for as long as it exists."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ods_code = models.CharField(max_length=12, unique=True, db_collation="C")
    name = models.CharField(max_length=200)
    primary_role = models.CharField(max_length=8, db_collation="C")
    site_type = models.CharField(max_length=20)
    places = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (ends_after_it_begins("organisation"),)

    def __str__(self) -> str:
        return self.ods_code


class OrganisationRole(Dated):
    """An RO code that an organisation has beside its primary one, for a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    code = models.CharField(max_length=8, db_collation="C")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "code", "valid_from"],
                name="organisations_role_once",
                nulls_distinct=False,
            ),
            ends_after_it_begins("organisation_role"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.code}"
