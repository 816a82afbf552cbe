"""Bulk exports and their files."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from accord.privileges import Grant

KINDS = models.CharField(db_collation="C", max_length=40)
CHANGED = ("begun_at", "finished_at", "failed_at", "ended_at", "people", "kept_back")


class Migration(migrations.Migration):
    """The tables. What was asked for stays; the files go when an export ends."""

    dependencies: ClassVar = [("sharing", "0008_kept_openings")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("system_id", models.UUIDField()),
                ("organisation_id", models.UUIDField()),
                ("request", models.CharField(max_length=500)),
                ("kinds", django.contrib.postgres.fields.ArrayField(base_field=KINDS, size=None)),
                ("requested_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("people", models.PositiveIntegerField(db_default=0)),
                ("kept_back", models.PositiveIntegerField(db_default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["system_id"], name="sharing_export_of_system"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportFile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(db_collation="C", max_length=40)),
                ("count", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "export",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="sharing.export"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("export", "number"), name="sharing_export_file_numbered")
                ],
            },
        ),
        Grant("sharing_export", "SELECT", "INSERT"),
        Grant("sharing_export", "UPDATE", columns=CHANGED),
        Grant("sharing_exportfile", "SELECT", "INSERT", "DELETE"),
    ]
