"""Messages to staff, and that they were put away: appended, and never changed."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

NOW = django.db.models.functions.datetime.Now()
TABLES = ("access_notice", "access_noticeputaway")


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    dependencies: ClassVar = [("access", "0015_alerts_by_functions_alone")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("staff_role_id", models.UUIDField()),
                ("kind", models.CharField(db_collation="C", max_length=16)),
                ("questions", models.PositiveIntegerField()),
                ("sites", models.PositiveIntegerField()),
                ("raised_at", models.DateTimeField(db_default=NOW)),
            ],
            options={"indexes": [models.Index(fields=["staff_role_id", "id"], name="access_notice_to")]},
        ),
        migrations.CreateModel(
            name="NoticePutAway",
            fields=[
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="put_away",
                        serialize=False,
                        to="access.notice",
                    ),
                ),
                ("at", models.DateTimeField(db_default=NOW)),
            ],
        ),
        *(Grant(table, "SELECT", "INSERT") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
