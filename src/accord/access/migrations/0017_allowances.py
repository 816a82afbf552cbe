"""How often each system may ask, and what it has left of that."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from accord.privileges import Grant


class Migration(migrations.Migration):
    """A column of a system, and a table."""

    dependencies: ClassVar = [("access", "0016_notices")]
    operations: ClassVar = [
        migrations.AddField("system", "a_minute", models.PositiveIntegerField(null=True)),
        Grant("access_system", "UPDATE", columns=("a_minute",)),
        migrations.CreateModel(
            name="SystemAllowance",
            fields=[
                (
                    "system",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="access.system",
                    ),
                ),
                ("remaining", models.FloatField()),
                ("taken", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        Grant("access_systemallowance", "SELECT", "INSERT", "UPDATE"),
    ]
