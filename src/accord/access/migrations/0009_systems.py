"""Other systems, their used assertions and their tokens."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant

SCOPES = models.CharField(db_collation="C", max_length=64)


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    dependencies: ClassVar = [("access", "0008_alerts"), ("organisations", "0002_privileges")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="System",
            fields=[
                ("id", models.UUIDField(default=uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=SCOPES, size=None)),
                ("keys", models.JSONField(null=True)),
                ("keys_address", models.CharField(blank=True, db_default="", max_length=300)),
                ("registered_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("keys__isnull", False), ("keys_address", "")),
                            models.Q(("keys__isnull", True), models.Q(("keys_address", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="access_system_keys_in_one_place",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UsedAssertion",
            fields=[
                ("hashed", models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False)),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="SystemToken",
            fields=[
                ("hashed", models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False)),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=SCOPES, size=None)),
                ("ends_at", models.DateTimeField(db_index=True)),
                (
                    "system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.system"
                    ),
                ),
            ],
        ),
        Grant("access_system", "SELECT", "INSERT"),
        Grant("access_system", "UPDATE", columns=("closed_at",)),
        Grant("access_usedassertion", "SELECT", "INSERT", "DELETE"),
        Grant("access_systemtoken", "SELECT", "INSERT", "DELETE"),
    ]
