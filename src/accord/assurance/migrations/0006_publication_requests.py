"""Publications that were asked for, and what became of each: appended, and never changed."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

NOW = django.db.models.functions.datetime.Now()
TABLES = ("assurance_publicationrequest", "assurance_publicationattempt", "assurance_publicationrefusal")


def codes() -> models.Field:
    """Return a column of names of measures or of breakdowns."""
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(db_collation="C", max_length=40), size=None
    )


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    dependencies: ClassVar = [("assurance", "0005_tellings")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="PublicationRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("publisher", models.CharField(max_length=200)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("measures", codes()),
                ("breakdowns", codes()),
                ("asked_at", models.DateTimeField(db_default=NOW)),
                ("asked_by", models.UUIDField()),
                ("asked_role", models.UUIDField()),
                ("asked_name", models.CharField(max_length=200)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication_requests",
                        to="assurance.run",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation_id", "-asked_at"], name="assurance_request_newest")]
            },
        ),
        migrations.CreateModel(
            name="PublicationAttempt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("begun_at", models.DateTimeField(db_default=NOW)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="assurance.publicationrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicationRefusal",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="refusal",
                        serialize=False,
                        to="assurance.publicationrequest",
                    ),
                ),
                ("words", models.TextField()),
                ("refused_at", models.DateTimeField(db_default=NOW)),
            ],
        ),
        *(Grant(table, "SELECT", "INSERT") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
