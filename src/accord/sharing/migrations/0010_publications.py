"""What of our own plans is published elsewhere, and whose pointers are to be looked at again."""

from typing import ClassVar

import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant, ShowTo

TRIED = ("asked", "state", "tries", "asked_at", "next_try_at", "last_error")


class Migration(migrations.Migration):
    """The tables: whose they are is shown to whoever reaches plans."""

    dependencies: ClassVar = [("sharing", "0009_exports")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
                ("asked", models.BigIntegerField(default=1)),
                ("state", models.CharField(db_collation="C", db_default="waiting", max_length=8)),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("next_try_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("last_error", models.CharField(blank=True, db_default="", max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_try_at"],
                        name="sharing_publication_waiting",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="PublishedPointer",
            fields=[
                ("id", models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("version_id", models.UUIDField()),
                ("scope", models.CharField(db_collation="C", max_length=8)),
                ("organisation_code", models.CharField(db_collation="C", max_length=12)),
                ("nhs_number", models.CharField(db_collation="C", max_length=10)),
                ("begun_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["person_id"], name="sharing_published_of_person")]},
        ),
        Grant("sharing_publication", "SELECT", "INSERT"),
        Grant("sharing_publication", "UPDATE", columns=TRIED),
        Grant("sharing_publishedpointer", "SELECT", "INSERT", "DELETE"),
        Grant("sharing_publishedpointer", "UPDATE", columns=("published_at",)),
        ShowTo("sharing_publication", "C"),
        ShowTo("sharing_publishedpointer", "C"),
    ]
