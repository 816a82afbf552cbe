"""Who wants to hear of plans, and what each was told."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant, ShowTo

KEPT = (
    "status", "error", "handshaken_at", "heard_at", "last_number", "failures", "next_try_at", "closed_at",
)  # fmt: skip


class Migration(migrations.Migration):
    """The tables, and what the application may do with them: what was asked for, and what was numbered, stays."""

    initial = True

    dependencies: ClassVar = [("events", "0004_told_at_once"), ("privileges", "0003_owner_alone")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("system_id", models.UUIDField(db_index=True)),
                ("organisation_id", models.UUIDField()),
                ("organisation_code", models.CharField(db_collation="C", max_length=12)),
                ("base", models.CharField(max_length=300)),
                ("endpoint", models.CharField(max_length=500)),
                ("headers", models.BinaryField(default=b"")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(db_collation="C", max_length=20), size=None
                    ),
                ),
                ("people_of", models.CharField(blank=True, db_collation="C", db_default="", max_length=12)),
                ("person_id", models.UUIDField(null=True)),
                ("reason", models.CharField(max_length=300)),
                ("heartbeat_seconds", models.PositiveIntegerField(null=True)),
                ("patience_seconds", models.PositiveSmallIntegerField()),
                ("most_at_once", models.PositiveSmallIntegerField()),
                ("status", models.CharField(db_collation="C", max_length=12)),
                ("error", models.CharField(blank=True, db_default="", max_length=200)),
                ("requested_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ends_at", models.DateTimeField(null=True)),
                ("handshaken_at", models.DateTimeField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("last_number", models.BigIntegerField(db_default=0)),
                ("failures", models.PositiveIntegerField(db_default=0)),
                ("next_try_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "off"), _negated=True),
                        fields=["next_try_at"],
                        name="sharing_subscription_next",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("event_id", models.BigIntegerField()),
                ("kind", models.CharField(db_collation="C", max_length=20)),
                ("person_id", models.UUIDField()),
                ("version_id", models.UUIDField(null=True)),
                ("happened_at", models.DateTimeField()),
                ("numbered_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("state", models.CharField(db_collation="C", db_default="waiting", max_length=8)),
                ("is_told", models.BooleanField(null=True)),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, db_default="", max_length=200)),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="sharing.subscription",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["subscription", "number"],
                        name="sharing_delivery_waiting",
                    ),
                    models.Index(condition=models.Q(("state", "dead")), fields=["id"], name="sharing_delivery_dead"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subscription", "number"), name="sharing_delivery_numbered"),
                    models.UniqueConstraint(fields=("subscription", "event_id"), name="sharing_delivery_once"),
                ],
            },
        ),
        Grant("sharing_subscription", "SELECT", "INSERT"),
        Grant("sharing_subscription", "UPDATE", columns=KEPT),
        Grant("sharing_delivery", "SELECT", "INSERT"),
        Grant("sharing_delivery", "UPDATE", columns=("state", "is_told", "tries", "sent_at", "last_error")),
        ShowTo("sharing_subscription", "C"),
        ShowTo("sharing_delivery", "C"),
    ]
