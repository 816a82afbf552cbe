"""Cancellations that are followed: who may hold a copy, and what each answered. What was answered is never changed."""

import uuid
from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Close, Grant, ShowTo

OPEN_COLUMNS = "holder_id person_id answer answered_at answered_by answered_role answered_name organisation_id"
NOW = django.db.models.functions.datetime.Now()


class Migration(migrations.Migration):
    """The tables, and who may do what with them. Two records that are one person's become one: so whose they are may
    change."""

    dependencies: ClassVar = [("sharing", "0003_downtime")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Cancellation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField(db_index=True)),
                ("version_id", models.UUIDField(unique=True)),
                ("organisation_id", models.UUIDField()),
                ("signed_for", models.UUIDField()),
                ("cancelled_at", models.DateTimeField()),
                ("cancelled_by", models.UUIDField(null=True)),
                ("cancelled_name", models.CharField(max_length=200)),
                ("chase_at", models.DateTimeField()),
                ("chased", models.PositiveIntegerField(db_default=0)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["chase_at"], name="sharing_cancellation_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Holder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField(db_index=True)),
                ("kind", models.CharField(db_collation="C", max_length=12)),
                ("telling", models.CharField(db_collation="C", max_length=16)),
                ("organisation_id", models.UUIDField(null=True)),
                ("recipient", models.CharField(blank=True, db_collation="C", max_length=24)),
                ("position", models.PositiveSmallIntegerField(null=True)),
                ("copy_id", models.UUIDField(null=True)),
                ("system_id", models.UUIDField(null=True)),
                ("delivery_id", models.BigIntegerField(null=True)),
                ("named_at", models.DateTimeField(db_default=NOW)),
                (
                    "cancellation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="sharing.cancellation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "cancellation",
                            "kind",
                            "organisation_id",
                            "recipient",
                            "position",
                            "copy_id",
                            "system_id",
                        ),
                        name="sharing_holder_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HolderReply",
            fields=[
                (
                    "holder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="reply",
                        serialize=False,
                        to="sharing.holder",
                    ),
                ),
                ("person_id", models.UUIDField(db_index=True)),
                ("answer", models.CharField(db_collation="C", max_length=12)),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField()),
                ("answered_by", models.UUIDField()),
                ("answered_role", models.UUIDField()),
                ("answered_name", models.CharField(max_length=200)),
                ("organisation_id", models.UUIDField()),
            ],
        ),
        Grant("sharing_cancellation", "SELECT", "INSERT"),
        Grant("sharing_cancellation", "UPDATE", columns=("person_id", "chase_at", "chased", "ended_at")),
        Grant("sharing_holder", "SELECT", "INSERT"),
        Grant("sharing_holder", "UPDATE", columns=("person_id",)),
        Grant("sharing_holderreply", "SELECT", "INSERT"),
        Grant("sharing_holderreply", "UPDATE", columns=("person_id",)),
        ShowTo("sharing_cancellation", "C"),
        ShowTo("sharing_holder", "C"),
        ShowTo("sharing_holderreply", "C"),
        Close("sharing_holderreply", open_columns=OPEN_COLUMNS.split()),
    ]
