"""Who looks after whom: rows whose end alone can change."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant

FIELDS = [
    ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
    ("person_id", models.UUIDField()),
    ("organisation_id", models.UUIDField()),
    ("staff_role_id", models.UUIDField(null=True)),
    ("kind", models.CharField(db_collation="C", max_length=12)),
    ("reason", models.CharField(blank=True, db_collation="C", max_length=16)),
    ("reference", models.CharField(blank=True, max_length=40)),
    ("words", models.TextField(blank=True)),
    ("begins_at", models.DateTimeField()),
    ("until", models.DateTimeField(null=True)),
    ("opened_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
    ("opened_by", models.UUIDField(null=True)),
    ("ended_at", models.DateTimeField(null=True)),
    ("ended_by", models.UUIDField(null=True)),
]
CONSTRAINTS = [
    models.UniqueConstraint(
        condition=models.Q(("kind__in", ("signed", "recorded"))),
        fields=("person_id", "organisation_id", "kind"),
        name="access_relationship_once",
    ),
    models.CheckConstraint(
        condition=models.Q(("until__isnull", True), ("until__gt", models.F("begins_at")), _connector="OR"),
        name="access_relationship_in_order",
    ),
    models.CheckConstraint(
        condition=models.Q(
            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
            _connector="OR",
        ),
        name="access_relationship_ended_by",
    ),
]


class Migration(migrations.Migration):
    """One table, and what the application may do with it."""

    dependencies: ClassVar = [("access", "0005_looks")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="CareRelationship",
            fields=FIELDS,
            options={
                "indexes": [models.Index(fields=["person_id", "organisation_id"], name="access_relationship_person")],
                "constraints": CONSTRAINTS,
            },
        ),
        Grant("access_carerelationship", "SELECT", "INSERT"),
        Grant("access_carerelationship", "UPDATE", columns=("until", "ended_at", "ended_by")),
    ]
