"""What is current for a person now, and the sheet that an emergency reads."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Current(models.Model):
    """The one version that is current for a person in a scope: at most one enduring plan and one episode layer.

    The times are copied from the version's facts so that the clock finds what is due in one indexed look-up; when and
    where it was signed, and which rules its record showed too little of (`gaps`), so that registers read no document.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    scope = models.CharField(max_length=8, db_collation="C")
    version_id = models.UUIDField(unique=True)
    status = models.CharField(max_length=12, db_collation="C")
    ends_at = models.DateTimeField(null=True)
    suspended_until = models.DateTimeField(null=True)
    rationale_hash = models.CharField(max_length=64, blank=True, db_collation="C")
    signed_at = models.DateTimeField()
    organisation_id = models.UUIDField()
    gaps = ArrayField(models.CharField(max_length=16, db_collation="C"), default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person_id", "scope"], name="plans_one_current"),)
        indexes = (
            models.Index(fields=["ends_at"], condition=models.Q(ends_at__isnull=False), name="plans_current_ends"),
            models.Index(
                fields=["suspended_until"],
                condition=models.Q(suspended_until__isnull=False),
                name="plans_current_suspended",
            ),
            models.Index(fields=["signed_at"], name="plans_current_signed"),
            models.Index(fields=["organisation_id"], name="plans_current_signed_for"),
            # "The same words stand on other people's plans": counted at signing, so it must be one look-up.
            models.Index(
                fields=["rationale_hash"], condition=~models.Q(rationale_hash=""), name="plans_current_rationale"
            ),
        )

    def __str__(self) -> str:
        return f"{self.scope} of {self.person_id}"


class Standing(models.Model):
    """All that an emergency needs to know of a person's plans, written anew by whatever changes it.

    The row is also the lock: whoever changes anything about a person's plans holds it until they commit.
    `is_shared`: the NHS number is verified and nobody has objected; otherwise it stays here.
    """

    person_id = models.UUIDField(primary_key=True)
    sheet = models.JSONField()
    is_shared = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        # Few are not: whoever counts by place leaves them with whoever signed, without reading everybody's sheet.
        indexes = (
            models.Index(fields=["person_id"], condition=models.Q(is_shared=False), name="plans_standing_not_shared"),
        )

    def __str__(self) -> str:
        return f"standing of {self.person_id}"
