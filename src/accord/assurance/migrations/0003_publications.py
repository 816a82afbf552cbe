"""Publications as they were made ready, and what a second person decided about each: appended, and never changed."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

TABLES = ("assurance_publication", "assurance_publicationoutcome")


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    dependencies: ClassVar = [
        ("assurance", "0002_signal_steps"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("organisation_code", models.CharField(db_collation="C", max_length=12)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                (
                    "measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(db_collation="C", max_length=40), size=None
                    ),
                ),
                (
                    "breakdowns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(db_collation="C", max_length=40), size=None
                    ),
                ),
                ("figures", models.TextField()),
                ("meaning", models.TextField()),
                ("page", models.TextField()),
                ("sha256", models.CharField(db_collation="C", max_length=64)),
                ("prepared_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("prepared_by", models.UUIDField()),
                ("prepared_role", models.UUIDField()),
                ("prepared_name", models.CharField(max_length=200)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="assurance.run"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicationOutcome",
            fields=[
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="outcome",
                        serialize=False,
                        to="assurance.publication",
                    ),
                ),
                ("released", models.BooleanField()),
                ("sha256", models.CharField(db_collation="C", max_length=64)),
                ("words", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("decided_by", models.UUIDField()),
                ("decided_role", models.UUIDField()),
                ("decided_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["organisation_id", "-prepared_at"], name="assurance_publication_newest"),
        ),
        *(Grant(table, "SELECT", "INSERT") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
