"""Who was told of which signal: appended, and never changed."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

TABLE = "assurance_signaltold"


class Migration(migrations.Migration):
    """The table, and what the application may do with it."""

    dependencies: ClassVar = [("assurance", "0004_look_backs")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="SignalTold",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("staff_role_id", models.UUIDField()),
                ("is_urgent", models.BooleanField()),
                ("told_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="assurance.signal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("signal", "staff_role_id", "is_urgent"), name="assurance_told_once")
                ],
            },
        ),
        Grant(TABLE, "SELECT", "INSERT"),
        AppendOnly(TABLE),
    ]
