"""Notices of national services, kept as they came. The software alone sees them: whom each is about, it looks up."""

from typing import ClassVar

import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant, ShowTo

SETTLED = ("outcome", "person_id", "tries", "error", "settled_at")


class Migration(migrations.Migration):
    """The table; what came is never changed."""

    dependencies: ClassVar = [("sharing", "0010_publications")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="DemographicNotice",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(db_collation="C", max_length=200)),
                ("source", models.CharField(max_length=200)),
                ("subject", models.CharField(db_collation="C", max_length=200)),
                ("happened_at", models.DateTimeField()),
                ("version", models.IntegerField(null=True)),
                ("resource", models.JSONField(null=True)),
                ("received_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("received_by", models.UUIDField()),
                ("outcome", models.CharField(db_collation="C", max_length=16)),
                ("person_id", models.UUIDField(null=True)),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
                ("error", models.CharField(blank=True, db_default="", max_length=200)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "waiting")),
                        fields=["received_at"],
                        name="sharing_notice_waiting",
                    ),
                    models.Index(fields=["person_id", "kind"], name="sharing_notice_of_person"),
                ],
            },
        ),
        Grant("sharing_demographicnotice", "SELECT", "INSERT"),
        Grant("sharing_demographicnotice", "UPDATE", columns=SETTLED),
        ShowTo("sharing_demographicnotice", "X"),
    ]
