"""What of our own plans is published at another locator, and whose pointers are to be looked at again."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Publication(models.Model):
    """That somebody's pointers have to be looked at: something became of their plans, or of who they are.

    `asked` counts how often that was; what was begun before it went up again is not the end of it.
    """

    person_id = models.UUIDField(primary_key=True)
    asked = models.BigIntegerField(default=1)
    state = models.CharField(max_length=8, db_collation="C", db_default="waiting")
    tries = models.PositiveSmallIntegerField(db_default=0)
    asked_at = models.DateTimeField(db_default=Now())
    next_try_at = models.DateTimeField(db_default=Now())
    last_error = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["next_try_at"], condition=models.Q(state="waiting"), name="sharing_publication_waiting"
            ),
        )

    def __str__(self) -> str:
        return str(self.person_id)


class PublishedPointer(models.Model):
    """A pointer of ours that another locator holds, or may: to which version, under which NHS number, for whom.

    It is written before it is sent, so that what was cut off in the middle is taken back when it should be.
    """

    id = models.CharField(max_length=64, primary_key=True, db_collation="C")
    person_id = models.UUIDField()
    version_id = models.UUIDField()
    scope = models.CharField(max_length=8, db_collation="C")
    organisation_code = models.CharField(max_length=12, db_collation="C")
    nhs_number = models.CharField(max_length=10, db_collation="C")
    begun_at = models.DateTimeField(db_default=Now())
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["person_id"], name="sharing_published_of_person"),)

    def __str__(self) -> str:
        return self.id
