"""Indexes by which what waits is counted where people are, over a whole country."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Those who are restricted, and where everybody else is now."""

    dependencies: ClassVar = [("people", "0004_shown_rows")]
    operations: ClassVar = [
        migrations.AddIndex(
            "person",
            models.Index(condition=models.Q(("restricted", True)), fields=["id"], name="people_person_restricted"),
        ),
        migrations.AddIndex(
            "stay",
            models.Index(
                condition=models.Q(("end__isnull", True)),
                fields=["person"],
                include=("site", "kind", "start"),
                name="people_stay_now",
            ),
        ),
    ]
