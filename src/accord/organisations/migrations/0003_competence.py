"""The competence register: appended to, and never changed."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

TABLE = "organisations_competencerecord"


class Migration(migrations.Migration):
    """The table, and what the application may do with it."""

    dependencies: ClassVar = [("organisations", "0002_privileges")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="CompetenceRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(db_collation="C", max_length=24)),
                ("completed_on", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("evidence", models.CharField(blank=True, max_length=200)),
                ("withdrawn", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_name", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competence",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competence",
                        to="organisations.staffmember",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["staff", "kind", "organisation", "-id"], name="organisations_competence_staff"
                    ),
                    models.Index(fields=["organisation", "staff", "kind", "-id"], name="organisations_competence_site"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("completed_on")),
                            _connector="OR",
                        ),
                        name="competence_ends_after_it_begins",
                    )
                ],
            },
        ),
        AppendOnly(TABLE),
        Grant(TABLE, "SELECT", "INSERT"),
    ]
