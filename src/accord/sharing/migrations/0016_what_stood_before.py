"""Whether the plans that stood at a partner before we subscribed were read."""

from typing import ClassVar

from django.db import migrations, models

from accord.privileges import Grant


class Migration(migrations.Migration):
    """Two columns: with each partner that is there already, they are read once."""

    dependencies: ClassVar = [("sharing", "0015_summaries_for_less")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="partner",
            name="before",
            field=models.CharField(db_collation="C", db_default="unasked", max_length=8),
        ),
        migrations.AddField(
            model_name="partner",
            name="export_at",
            field=models.CharField(blank=True, db_default="", max_length=400),
        ),
        Grant("sharing_partner", "UPDATE", columns=("before", "export_at")),
    ]
