"""Looks outside a relationship, the reasons given, and what came of reviews: appended, and never changed."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

NOW = django.db.models.functions.datetime.Now()
TABLES = ("access_alert", "access_givenreason", "access_lookreview")


def _to_alert(name: str, *, null: bool = False) -> models.Field:
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name=name, to="access.alert"
    )


ALERT = migrations.CreateModel(
    name="Alert",
    fields=[
        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
        ("person_id", models.UUIDField()),
        ("staff_id", models.UUIDField()),
        ("staff_role_id", models.UUIDField()),
        ("organisation_id", models.UUIDField()),
        ("purpose", models.CharField(db_collation="C", max_length=24)),
        ("what", models.CharField(db_collation="C", max_length=40)),
        ("basis", models.CharField(db_collation="C", max_length=12)),
        ("raised_at", models.DateTimeField(db_default=NOW)),
    ],
    options={
        "indexes": [
            models.Index(fields=["organisation_id", "raised_at"], name="access_alert_organisation"),
            models.Index(fields=["staff_role_id", "person_id", "raised_at"], name="access_alert_staff_role"),
        ],
    },
)
REASON = migrations.CreateModel(
    name="GivenReason",
    fields=[
        ("id", models.BigAutoField(primary_key=True, serialize=False)),
        ("reason", models.CharField(db_collation="C", max_length=16)),
        ("words", models.TextField(blank=True)),
        ("given_at", models.DateTimeField(db_default=NOW)),
        ("given_by", models.UUIDField()),
        ("alert", _to_alert("reasons")),
    ],
)
REVIEW = migrations.CreateModel(
    name="LookReview",
    fields=[
        ("id", models.BigAutoField(primary_key=True, serialize=False)),
        ("organisation_id", models.UUIDField()),
        ("log_id", models.BigIntegerField(null=True)),
        ("person_id", models.UUIDField(null=True)),
        ("staff_id", models.UUIDField(null=True)),
        ("outcome", models.CharField(db_collation="C", max_length=16)),
        ("words", models.TextField(blank=True)),
        ("reviewed_at", models.DateTimeField(db_default=NOW)),
        ("reviewed_by", models.UUIDField()),
        ("alert", _to_alert("reviews", null=True)),
    ],
    options={
        "indexes": [
            models.Index(fields=["organisation_id", "person_id"], name="access_review_person"),
            models.Index(fields=["organisation_id", "staff_id"], name="access_review_staff"),
        ],
        "constraints": [
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alert__isnull", False), ("log_id__isnull", True)),
                    models.Q(("alert__isnull", True), ("log_id__isnull", False)),
                    _connector="OR",
                ),
                name="access_review_of_an_alert_or_looks",
            ),
            models.CheckConstraint(
                condition=models.Q(("person_id__isnull", True), ("staff_id__isnull", True), _connector="OR"),
                name="access_review_of_one",
            ),
        ],
    },
)


class Migration(migrations.Migration):
    """Three tables, and what the application may do with them."""

    dependencies: ClassVar = [("access", "0007_provider_sessions")]
    operations: ClassVar = [
        ALERT,
        REASON,
        REVIEW,
        *(Grant(table, "SELECT", "INSERT") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
