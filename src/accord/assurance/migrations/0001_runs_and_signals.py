"""Snapshots, runs, and the signals that runs saw: appended to, and never changed."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

TABLES = ("assurance_snapshot", "assurance_run", "assurance_signal", "assurance_sighting")


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    initial = True
    dependencies: ClassVar = [("plans", "0006_rows_stay")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("identity", models.CharField(db_collation="C", max_length=64, unique=True)),
                ("as_of", models.DateField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("rows", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(db_collation="C", max_length=20)),
                ("site_code", models.CharField(blank=True, db_collation="C", max_length=12)),
                ("area_code", models.CharField(blank=True, db_collation="C", max_length=12)),
                ("signer_id", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("signer_org_code", models.CharField(blank=True, db_collation="C", max_length=12)),
                ("group", models.TextField(blank=True)),
                ("raised_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [
                    models.Index(fields=["site_code"], name="assurance_signal_site"),
                    models.Index(fields=["area_code"], name="assurance_signal_area"),
                    models.Index(fields=["signer_org_code"], name="assurance_signal_org"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("version", models.CharField(db_collation="C", max_length=40)),
                ("seed", models.IntegerField()),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="assurance.snapshot"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("begins", models.DateField(null=True)),
                ("ends", models.DateField(null=True)),
                (
                    "decision_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(db_collation="C", max_length=40), size=None
                    ),
                ),
                ("observed", models.FloatField()),
                ("expected", models.FloatField(null=True)),
                ("statistic", models.FloatField(null=True)),
                ("p_value", models.FloatField(null=True)),
                ("q_value", models.FloatField(null=True)),
                ("question", models.TextField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sightings", to="assurance.run"
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sightings", to="assurance.signal"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("signal", "run"), name="assurance_one_sighting_a_run")],
            },
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["-made_at"], name="assurance_run_newest"),
        ),
        *(Grant(table, "SELECT", "INSERT") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
