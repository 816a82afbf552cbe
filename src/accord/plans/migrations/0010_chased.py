"""How often a task was chased, and which organisation was asked beside."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Three columns of a task, and the index by which the clock finds what is late."""

    dependencies: ClassVar = [("plans", "0009_documents")]
    operations: ClassVar = [
        migrations.AddField("task", "chased", models.PositiveSmallIntegerField(db_default=0)),
        migrations.AddField("task", "chased_at", models.DateTimeField(null=True)),
        migrations.AddField("task", "asked_organisation_id", models.UUIDField(null=True)),
        migrations.AddIndex(
            "task",
            models.Index(
                condition=models.Q(("done_at__isnull", True), ("kind", "confirm_move")),
                fields=["due_at"],
                name="plans_task_to_chase",
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                condition=models.Q(("asked_organisation_id__isnull", False), ("done_at__isnull", True)),
                fields=["asked_organisation_id"],
                name="plans_task_asked_beside",
            ),
        ),
    ]
