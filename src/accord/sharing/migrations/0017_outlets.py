"""Which ways out some worker is configured for."""

from typing import ClassVar

from django.db import migrations, models

from accord.privileges import Grant


class Migration(migrations.Migration):
    """One table, of a few rows, which names nobody."""

    dependencies: ClassVar = [("sharing", "0016_what_stood_before")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="UsedOutlet",
            fields=[
                ("name", models.CharField(db_collation="C", max_length=16, primary_key=True, serialize=False)),
                ("used_at", models.DateTimeField()),
            ],
        ),
        Grant("sharing_usedoutlet", "SELECT", "INSERT", "UPDATE"),
    ]
