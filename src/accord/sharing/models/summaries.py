"""Emergency summaries that are kept to be sent as they are."""

from __future__ import annotations

from django.db import models


class Summary(models.Model):
    """The emergency summary of one person, and of which rows, by which software and until when it is true.

    `stamp` names the version of every row that it was made of (`accord_emergency_stamp`): where it is another now,
    something has changed, whoever changed it and however.
    """

    id = models.BigAutoField(primary_key=True)
    person_id = models.UUIDField()
    read_by = models.CharField(max_length=40, db_collation="C")
    """For whom: everybody (empty), or the systems of one organisation, on one basis where that matters."""
    stamp = models.TextField(db_collation="C")
    made_by = models.CharField(max_length=16, db_collation="C")
    until = models.DateTimeField(null=True)
    body = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person_id", "read_by"], name="sharing_summary_once"),)

    def __str__(self) -> str:
        return f"summary of {self.person_id}"
