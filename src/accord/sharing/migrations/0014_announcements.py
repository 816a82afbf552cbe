"""What is announced of our plans to a national service."""

import uuid
from typing import ClassVar

import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant, ShowTo

TRIED = ("state", "tries", "next_try_at", "sent_at", "last_error")


class Migration(migrations.Migration):
    """The table: whose they are is shown to whoever reaches plans."""

    dependencies: ClassVar = [("sharing", "0013_messages")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("cloud_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("event_id", models.BigIntegerField(unique=True)),
                ("person_id", models.UUIDField()),
                ("version_id", models.UUIDField()),
                ("kind", models.CharField(db_collation="C", max_length=20)),
                ("organisation_code", models.CharField(blank=True, db_collation="C", max_length=12)),
                ("happened_at", models.DateTimeField()),
                ("state", models.CharField(db_collation="C", db_default="waiting", max_length=8)),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
                ("next_try_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("sent_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, db_default="", max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["person_id", "id"],
                        name="sharing_announcement_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "dead")), fields=["id"], name="sharing_announcement_dead"
                    ),
                ]
            },
        ),
        Grant("sharing_announcement", "SELECT", "INSERT"),
        Grant("sharing_announcement", "UPDATE", columns=TRIED),
        ShowTo("sharing_announcement", "C"),
    ]
