"""Other installations whose plans we hear of, and what each said had happened."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Partner(models.Model):
    """Another installation. `taken`: up to which number its events were kept here, of the subscription that stands.

    `before`: whether the plans that stood before that subscription were read, from the export that is at `export_at`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=100)
    base = models.CharField(max_length=300)
    system_id = models.UUIDField()
    key = models.BinaryField()
    secret = models.BinaryField()
    hashed = models.CharField(max_length=64, db_collation="C", unique=True)
    client_id = models.CharField(max_length=100, blank=True, db_default="")
    subscription_id = models.CharField(max_length=64, blank=True, db_default="", db_collation="C")
    before = models.CharField(max_length=8, db_default="unasked", db_collation="C")
    export_at = models.CharField(max_length=400, blank=True, db_default="")
    taken = models.BigIntegerField(db_default=0)
    added_at = models.DateTimeField(db_default=Now())
    asked_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True, db_default="")
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class PartnerNews(models.Model):
    """One event of a partner, by our number of it, with what became of it. What leads nowhere names no version.

    A plan that stood before we subscribed is one, too: its subscription is the export that named it.
    """

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    subscription_id = models.CharField(max_length=64, db_collation="C")
    number = models.BigIntegerField()
    version_id = models.UUIDField(null=True)
    brought = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    report_id = models.UUIDField(null=True)
    state = models.CharField(max_length=12, db_collation="C")
    tries = models.PositiveSmallIntegerField(db_default=0)
    error = models.CharField(max_length=200, blank=True, db_default="")
    next_try_at = models.DateTimeField(db_default=Now())
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["partner", "subscription_id", "number"], name="sharing_partner_news_once"),
        )
        indexes = (
            models.Index(
                fields=["partner", "next_try_at"],
                condition=models.Q(state__in=("waiting", "missing")),
                name="sharing_partner_news_waiting",
            ),
            models.Index(fields=["brought"], name="sharing_partner_news_brought"),
        )

    def __str__(self) -> str:
        return f"{self.partner_id} {self.number}"
