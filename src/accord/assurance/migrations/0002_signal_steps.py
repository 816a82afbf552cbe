"""The steps of a signal's life, the reviews of its cases, and the actions agreed: appended to, and never changed."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant

TABLES = ("assurance_signalstep", "assurance_casereview", "assurance_agreedaction")


def of_step(name: str) -> tuple[str, models.Field]:
    """Return the key of a row that belongs to one step."""
    field = models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT,
        primary_key=True,
        related_name=name,
        serialize=False,
        to="assurance.signalstep",
    )
    return "step", field


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    dependencies: ClassVar = [("assurance", "0001_runs_and_signals")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="SignalStep",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("step", models.CharField(db_collation="C", max_length=20)),
                ("reason", models.CharField(blank=True, db_collation="C", max_length=20)),
                ("words", models.TextField(blank=True)),
                ("decision_id", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("of", models.PositiveSmallIntegerField(null=True)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("recorded_by", models.UUIDField()),
                ("recorded_role", models.UUIDField()),
                ("recorded_name", models.CharField(max_length=200)),
                ("recorded_organisation", models.CharField(db_collation="C", max_length=12)),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="assurance.signal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("signal", "number"), name="assurance_one_step_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseReview",
            fields=[
                of_step("case"),
                ("individual", models.CharField(db_collation="C", max_length=8)),
                ("with_person", models.CharField(db_collation="C", max_length=8)),
                ("outcome", models.CharField(db_collation="C", max_length=20)),
                ("inappropriate_reason", models.CharField(blank=True, db_collation="C", max_length=30)),
            ],
        ),
        migrations.CreateModel(
            name="AgreedAction",
            fields=[
                of_step("action"),
                ("owner_code", models.CharField(db_collation="C", max_length=12)),
                ("due", models.DateField()),
            ],
        ),
        *(Grant(table, "SELECT", "INSERT") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
