"""The seals and signed heads of the access log: appended to, and never changed."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Grant


class Migration(migrations.Migration):
    """The tables, and what the application may do with them."""

    dependencies: ClassVar = [("access", "0002_privileges")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("first", models.BigIntegerField(primary_key=True, serialize=False)),
                ("log_ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("leaves", models.BinaryField()),
                ("edge", models.BinaryField()),
                ("highest", models.BigIntegerField(db_index=True)),
                (
                    "gaps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="SignedHead",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("key_id", models.CharField(db_collation="C", max_length=64)),
                ("signature", models.BinaryField()),
            ],
        ),
        # hashes cannot be made smaller: trying costs the sealer time
        migrations.RunSQL(
            "ALTER TABLE access_seal ALTER leaves SET STORAGE EXTERNAL",
            "ALTER TABLE access_seal ALTER leaves SET STORAGE EXTENDED",
        ),
        Grant("access_seal", "SELECT", "INSERT"),
        AppendOnly("access_seal"),
        Grant("access_signedhead", "SELECT", "INSERT"),
        AppendOnly("access_signedhead"),
    ]
