"""Pointers that others register, closed but for whose they are; and who may register and find which type."""

from typing import ClassVar

import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Close, Grant, ShowTo

OPEN_COLUMNS = "id person_id custodian organisation_id system_id created_at updated_at"


class Migration(migrations.Migration):
    """The tables. A pointer that its custodian takes back is deleted; whose it is never changes."""

    dependencies: ClassVar = [("sharing", "0004_cancellations")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Pointer",
            fields=[
                ("id", models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("custodian", models.CharField(db_collation="C", max_length=12)),
                ("organisation_id", models.UUIDField()),
                ("system_id", models.UUIDField()),
                ("type_code", models.CharField(db_collation="C", max_length=18)),
                ("document", models.JSONField()),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"indexes": [models.Index(fields=["person_id"], name="sharing_pointer_of_person")]},
        ),
        migrations.CreateModel(
            name="PointerPermission",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("organisation_code", models.CharField(db_collation="C", max_length=12)),
                ("type_code", models.CharField(db_collation="C", max_length=18)),
                ("may_register", models.BooleanField(default=False)),
                ("may_find", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_code", "type_code"), name="sharing_pointerpermission_once"
                    )
                ]
            },
        ),
        Grant("sharing_pointer", "SELECT", "INSERT", "DELETE"),
        Grant("sharing_pointer", "UPDATE", columns=("document", "updated_at")),
        Grant("sharing_pointerpermission", "SELECT", "INSERT"),
        Grant("sharing_pointerpermission", "UPDATE", columns=("may_register", "may_find", "changed_at")),
        ShowTo("sharing_pointer", "C"),
        Close("sharing_pointer", open_columns=OPEN_COLUMNS.split()),
    ]
