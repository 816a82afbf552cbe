"""Downtime packs: whose plan is in one, and who opened it, is shown to whoever reaches plans."""

import uuid
from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant, ShowTo

SETTINGS = (
    "is_on", "every_hours", "valid_hours", "public", "salt", "nonce", "private", "iterations",
    "set_at", "set_by", "set_role", "set_name",
)  # fmt: skip


class Migration(migrations.Migration):
    """The tables. A pack stays as it was made, but for its content, which goes once newer ones are there."""

    dependencies: ClassVar = [("sharing", "0002_copies")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="DowntimeSetting",
            fields=[
                ("organisation_id", models.UUIDField(primary_key=True, serialize=False)),
                ("is_on", models.BooleanField()),
                ("every_hours", models.PositiveSmallIntegerField()),
                ("valid_hours", models.PositiveSmallIntegerField()),
                ("public", models.BinaryField()),
                ("salt", models.BinaryField()),
                ("nonce", models.BinaryField()),
                ("private", models.BinaryField()),
                ("iterations", models.PositiveIntegerField()),
                ("set_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("set_by", models.UUIDField()),
                ("set_role", models.UUIDField()),
                ("set_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="DowntimePack",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("code", models.CharField(db_collation="C", max_length=10, unique=True)),
                ("envelope", models.CharField(db_collation="C", max_length=6)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("people", models.PositiveIntegerField()),
                ("asked_by", models.UUIDField(null=True)),
                ("asked_name", models.CharField(blank=True, db_default="", max_length=200)),
                ("content", models.BinaryField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["organisation_id", "made_at"], name="sharing_downtime_pack_of")],
            },
        ),
        migrations.CreateModel(
            name="DowntimeReturn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("is_unopened", models.BooleanField()),
                ("returned_by", models.UUIDField(null=True)),
                ("returned_role", models.UUIDField(null=True)),
                ("returned_name", models.CharField(max_length=200)),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="sharing.downtimepack"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DowntimeTaking",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("taken_by", models.UUIDField(null=True)),
                ("taken_role", models.UUIDField(null=True)),
                ("taken_name", models.CharField(max_length=200)),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="takings", to="sharing.downtimepack"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DowntimePackPerson",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="held", to="sharing.downtimepack"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pack", "person_id"), name="sharing_downtime_person_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DowntimeOpening",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("log", models.CharField(db_collation="C", max_length=32)),
                ("number", models.PositiveIntegerField()),
                ("seal", models.CharField(db_collation="C", max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("who", models.CharField(max_length=120)),
                ("job", models.CharField(blank=True, max_length=120)),
                ("why", models.CharField(db_collation="C", max_length=12)),
                ("person_id", models.UUIDField(null=True)),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="sharing.downtimepack"
                    ),
                ),
                (
                    "returned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="sharing.downtimereturn",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("pack", "seal"), name="sharing_downtime_opening_once")],
            },
        ),
        Grant("sharing_downtimesetting", "SELECT", "INSERT"),
        Grant("sharing_downtimesetting", "UPDATE", columns=SETTINGS),
        Grant("sharing_downtimepack", "SELECT", "INSERT"),
        Grant("sharing_downtimepack", "UPDATE", columns=("content",)),
        Grant("sharing_downtimepackperson", "SELECT", "INSERT"),
        Grant("sharing_downtimetaking", "SELECT", "INSERT"),
        Grant("sharing_downtimereturn", "SELECT", "INSERT"),
        Grant("sharing_downtimeopening", "SELECT", "INSERT"),
        AppendOnly("sharing_downtimepackperson"),
        AppendOnly("sharing_downtimetaking"),
        AppendOnly("sharing_downtimereturn"),
        AppendOnly("sharing_downtimeopening"),
        ShowTo("sharing_downtimepackperson", "C"),
        ShowTo("sharing_downtimeopening", "C", "person_id IS NULL"),
    ]
