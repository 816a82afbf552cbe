"""Requests to be told who stands behind pseudonyms: appended to, and never changed."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

TABLES = ("plans_reidentificationrequest", "plans_reidentificationdecision", "plans_reidentificationshown")
RECORDED = [
    ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
    ("recorded_by", models.UUIDField(null=True)),
    ("recorded_role", models.UUIDField(null=True)),
    ("recorded_name", models.CharField(max_length=200)),
    ("recorded_organisation", models.CharField(blank=True, db_collation="C", max_length=12)),
]


def of_request(name: str) -> models.Field:
    """Return the key of a table that has at most one row a request."""
    return models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT,
        primary_key=True,
        related_name=name,
        serialize=False,
        to="plans.reidentificationrequest",
    )


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    dependencies: ClassVar = [("plans", "0002_privileges")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ReidentificationRequest",
            fields=[
                *RECORDED,
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("column", models.CharField(db_collation="C", max_length=12)),
                (
                    "pseudonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(db_collation="C", max_length=20), size=None
                    ),
                ),
                ("reason", models.CharField(db_collation="C", max_length=20)),
                ("words", models.TextField()),
                ("organisation_id", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["recorded_by", "id"], name="plans_reidentification_by")],
            },
        ),
        migrations.CreateModel(
            name="ReidentificationDecision",
            fields=[
                *RECORDED,
                ("request", of_request("decision")),
                ("approved", models.BooleanField()),
                ("words", models.TextField()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ReidentificationShown",
            fields=[*RECORDED, ("request", of_request("shown")), ("found", models.PositiveSmallIntegerField())],
            options={"abstract": False},
        ),
        *(Grant(table, "SELECT", "INSERT") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
