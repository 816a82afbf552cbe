"""Indexes by which a privacy officer finds the looks of their organisation, and those of a member of staff."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes of the access log."""

    dependencies: ClassVar = [("access", "0004_second_factors")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="accesslog",
            index=models.Index(fields=["organisation_id", "id"], name="access_log_organisation"),
        ),
        migrations.AddIndex(
            model_name="accesslog",
            index=models.Index(fields=["staff_id", "id"], name="access_log_staff"),
        ),
    ]
