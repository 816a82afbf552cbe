"""Openings of plans that a device had kept, shown to whoever reaches plans."""

from typing import ClassVar

import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant, ShowTo


class Migration(migrations.Migration):
    """The table; a row is never changed."""

    dependencies: ClassVar = [("sharing", "0007_told_moves")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="KeptOpening",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("opened_at", models.DateTimeField()),
                ("given_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("staff_id", models.UUIDField()),
                ("staff_role_id", models.UUIDField()),
            ],
        ),
        Grant("sharing_keptopening", "SELECT", "INSERT"),
        AppendOnly("sharing_keptopening"),
        ShowTo("sharing_keptopening", "C"),
    ]
