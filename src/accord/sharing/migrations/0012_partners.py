"""Other installations whose plans are heard of, and what each said had happened. The software alone sees the latter."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant, ShowTo

KEPT = ("client_id", "subscription_id", "taken", "asked_at", "error", "closed_at")
FOLLOWED = ("version_id", "brought", "person_id", "report_id", "state", "tries", "error", "next_try_at")


class Migration(migrations.Migration):
    """The tables: a partner's keys are encrypted, and what it said names nobody."""

    dependencies: ClassVar = [("sharing", "0011_notices")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("base", models.CharField(max_length=300)),
                ("system_id", models.UUIDField()),
                ("key", models.BinaryField()),
                ("secret", models.BinaryField()),
                ("hashed", models.CharField(db_collation="C", max_length=64, unique=True)),
                ("client_id", models.CharField(blank=True, db_default="", max_length=100)),
                ("subscription_id", models.CharField(blank=True, db_collation="C", db_default="", max_length=64)),
                ("taken", models.BigIntegerField(db_default=0)),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("asked_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, db_default="", max_length=200)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PartnerNews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subscription_id", models.CharField(db_collation="C", max_length=64)),
                ("number", models.BigIntegerField()),
                ("version_id", models.UUIDField(null=True)),
                ("brought", models.UUIDField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("report_id", models.UUIDField(null=True)),
                ("state", models.CharField(db_collation="C", max_length=12)),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
                ("error", models.CharField(blank=True, db_default="", max_length=200)),
                ("next_try_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("kept_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("partner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sharing.partner")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partner", "subscription_id", "number"), name="sharing_partner_news_once"
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "missing"))),
                        fields=["partner", "next_try_at"],
                        name="sharing_partner_news_waiting",
                    ),
                    models.Index(fields=["brought"], name="sharing_partner_news_brought"),
                ],
            },
        ),
        Grant("sharing_partner", "SELECT", "INSERT"),
        Grant("sharing_partner", "UPDATE", columns=KEPT),
        Grant("sharing_partnernews", "SELECT", "INSERT"),
        Grant("sharing_partnernews", "UPDATE", columns=FOLLOWED),
        ShowTo("sharing_partnernews", "X"),
    ]
