"""Look-backs, when all was asked, and their closings: appended to, and never changed."""

import uuid
from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

TABLES = ("assurance_lookback", "assurance_lookbackasked", "assurance_lookbackclosing")


def of_look_back(name: str) -> tuple[str, models.Field]:
    """Return the key of a row that a look-back has at most once."""
    field = models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT,
        primary_key=True,
        related_name=name,
        serialize=False,
        to="assurance.lookback",
    )
    return "look_back", field


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    dependencies: ClassVar = [("assurance", "0003_publications"), ("plans", "0007_registers")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="LookBack",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("coverage", models.CharField(db_collation="C", max_length=12)),
                ("place_id", models.UUIDField(null=True)),
                ("decided", models.CharField(db_collation="C", max_length=16)),
                ("decided_from", models.DateField()),
                ("decided_until", models.DateField()),
                ("why", models.CharField(db_collation="C", max_length=16)),
                ("words", models.TextField(blank=True)),
                ("due_on", models.DateField()),
                ("decisions", models.PositiveIntegerField()),
                ("sites", models.PositiveIntegerField()),
                ("opened_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("opened_by", models.UUIDField()),
                ("opened_role", models.UUIDField()),
                ("opened_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["organisation_id", "-opened_at"], name="assurance_look_back_of")],
            },
        ),
        migrations.CreateModel(
            name="LookBackAsked",
            fields=[
                of_look_back("asked"),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="LookBackClosing",
            fields=[
                of_look_back("closing"),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("closed_by", models.UUIDField()),
                ("closed_name", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("summary", models.JSONField()),
            ],
        ),
        *(Grant(table, "SELECT", "INSERT") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
