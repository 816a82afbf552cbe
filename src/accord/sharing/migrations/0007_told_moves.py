"""Moves that other systems told of: shown to whoever reaches people, and never deleted."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant, ShowTo

NAMED = ("person_id", "nhs_number", "family", "given", "birth_date")
SETTLED = ("state", "reason", "settled_at", "settled_by", "words")


class Migration(migrations.Migration):
    """The tables, and what the application may change: what became of a message, and whom it named."""

    dependencies: ClassVar = [("sharing", "0006_summaries")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("system_id", models.UUIDField()),
                ("organisation_id", models.UUIDField()),
                ("number", models.CharField(db_collation="C", max_length=64)),
                ("number_system", models.CharField(blank=True, db_collation="C", default="", max_length=200)),
                ("person_id", models.UUIDField(null=True)),
                (
                    "stay_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("first_told_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("last_told_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [models.Index(fields=["person_id"], name="sharing_visit_of_person")],
                "constraints": [models.UniqueConstraint(fields=("system_id", "number"), name="sharing_visit_numbered")],
            },
        ),
        migrations.CreateModel(
            name="ToldMove",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told", to="sharing.visit"
                    ),
                ),
                ("system_id", models.UUIDField()),
                ("control", models.CharField(db_collation="C", max_length=64)),
                ("digest", models.CharField(db_collation="C", max_length=64)),
                ("kind", models.CharField(db_collation="C", max_length=20)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("admitted_at", models.DateTimeField(null=True)),
                ("place_id", models.UUIDField(null=True)),
                ("received_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("state", models.CharField(db_collation="C", default="kept", max_length=8)),
                ("reason", models.CharField(blank=True, db_collation="C", default="", max_length=20)),
                ("person_id", models.UUIDField(null=True)),
                ("nhs_number", models.CharField(blank=True, db_collation="C", default="", max_length=20)),
                ("family", models.CharField(blank=True, default="", max_length=100)),
                ("given", models.CharField(blank=True, default="", max_length=100)),
                ("birth_date", models.DateField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.UUIDField(null=True)),
                ("words", models.CharField(blank=True, default="", max_length=300)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "kept")), fields=["id"], name="sharing_told_kept"),
                    models.Index(
                        condition=models.Q(("state", "held")), fields=["reason", "id"], name="sharing_told_held"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("system_id", "control"), name="sharing_told_once")],
            },
        ),
        Grant("sharing_visit", "SELECT", "INSERT"),
        Grant("sharing_visit", "UPDATE", columns=("person_id", "stay_ids", "last_told_at")),
        Grant("sharing_toldmove", "SELECT", "INSERT"),
        Grant("sharing_toldmove", "UPDATE", columns=(*NAMED, *SETTLED)),
        ShowTo("sharing_visit", "P"),
        ShowTo("sharing_toldmove", "P"),
    ]
