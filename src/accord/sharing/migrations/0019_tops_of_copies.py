"""What stood at the top of a copy as it was printed, so that whoever checks it is told where that has changed."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column. Of copies printed before it nobody knows, and none of them is said to be current."""

    dependencies: ClassVar = [("sharing", "0018_alerts_of_few")]
    operations: ClassVar = [
        migrations.AddField("copy", "top", models.CharField(db_collation="C", default="", max_length=64))
    ]
