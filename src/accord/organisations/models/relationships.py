"""How organisations stand to one another, for a time."""

from __future__ import annotations

from django.db import models

from accord.organisations.models.organisations import Organisation
from accord.organisations.models.periods import Dated, ends_after_it_begins


class Relationship(Dated):
    """`source` is part of, operated by, commissioned by or in the area of `target`."""

    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=20)
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="related")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "kind", "target", "valid_from"],
                name="organisations_relationship_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="organisations_relationship_to_another"
            ),
            ends_after_it_begins("relationship"),
        )

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
