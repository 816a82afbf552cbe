"""Printed copies: whose they are is shown to whoever reaches plans, what they say to whoever opened the record."""

import uuid
from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import AppendOnly, Close, Grant, GrantExecute, ShowTo

OPEN_COLUMNS = "id person_id version_id printed_at printed_by printed_role printed_name organisation_id"

# Whose a code is, for the software alone: it then opens that record, and leaves its trace, before it answers anybody.
FIND = """
CREATE FUNCTION accord_find_copy(wanted text) RETURNS TABLE (copy_id uuid, person_id uuid, version_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp AS $find$
#variable_conflict use_column
BEGIN
  IF NOT accord_reaches('X') THEN
    RAISE EXCEPTION 'codes of copies are looked up by the software alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT c.id, c.person_id, c.version_id FROM public.sharing_copy c WHERE c.code = wanted;
END $find$
"""


class Migration(migrations.Migration):
    """The tables, who may read them, and how a code is found."""

    dependencies: ClassVar = [("sharing", "0001_subscriptions"), ("plans", "0007_registers")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Copy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("version_id", models.UUIDField()),
                ("code", models.CharField(db_collation="C", max_length=10, unique=True)),
                ("kind", models.CharField(db_collation="C", max_length=8)),
                ("cpr", models.CharField(db_collation="C", max_length=16)),
                ("printed_at", models.DateTimeField()),
                ("printed_by", models.UUIDField()),
                ("printed_role", models.UUIDField()),
                ("printed_name", models.CharField(max_length=200)),
                ("organisation_id", models.UUIDField()),
            ],
            options={"indexes": [models.Index(fields=["person_id", "printed_at"], name="sharing_copy_of_person")]},
        ),
        migrations.CreateModel(
            name="CopyRevocation",
            fields=[
                (
                    "copy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="revocation",
                        serialize=False,
                        to="sharing.copy",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("revoked_by", models.UUIDField()),
                ("revoked_role", models.UUIDField()),
                ("revoked_name", models.CharField(max_length=200)),
            ],
        ),
        Grant("sharing_copy", "SELECT", "INSERT"),
        Grant("sharing_copyrevocation", "SELECT", "INSERT"),
        AppendOnly("sharing_copy"),
        AppendOnly("sharing_copyrevocation"),
        ShowTo("sharing_copy", "C"),
        ShowTo("sharing_copyrevocation", "C"),
        Close("sharing_copy", open_columns=OPEN_COLUMNS.split()),
        migrations.RunSQL(FIND, "DROP FUNCTION accord_find_copy(text)"),
        GrantExecute("accord_find_copy(text)"),
    ]
