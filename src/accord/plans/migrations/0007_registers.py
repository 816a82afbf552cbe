"""What registers and look-backs read without opening anybody's document, and how a look-back finds its decisions."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models

from accord.privileges import GrantExecute

NOT_COUNTED = ("IND-10", "DIS-04", "IND-08", "SIG-06")
"""Rules of good practice alone, as the catalogue had them when this was written, and those that no record completes."""
FILL = f"""
UPDATE plans_current c SET signed_at = v.signed_at, organisation_id = v.organisation_id,
    gaps = ARRAY(SELECT key FROM jsonb_each_text(v.document -> 'outcomes')
                 WHERE value IN ('not_met', 'not_evidenced') AND key NOT IN {NOT_COUNTED!r}
                   AND v.cpr IN ('not_for_cpr', 'modified_cpr'))
FROM plans_version v WHERE v.person_id = c.person_id AND v.id = c.version_id
"""  # noqa: S608  (names of ours)

# Whose decisions of these kinds were signed in a period and are still in force: for the software alone.
LOOKED_BACK = """
CREATE FUNCTION accord_read_signed_between(ticket text, begins timestamptz, ends timestamptz, wanted text[])
RETURNS TABLE (version_id uuid, person_id uuid, organisation_id uuid, is_shared boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = pg_catalog, public, pg_temp AS $read$
#variable_conflict use_column
BEGIN
  PERFORM accord_must_read_everybody(ticket);
  RETURN QUERY SELECT c.version_id, c.person_id, c.organisation_id, s.is_shared FROM public.plans_current c
    JOIN public.plans_version v ON v.person_id = c.person_id AND v.id = c.version_id
    JOIN public.plans_standing s ON s.person_id = c.person_id
    WHERE c.signed_at >= begins AND c.signed_at < ends AND v.cpr = ANY(wanted)
    ORDER BY c.person_id, c.version_id;
END $read$
"""
FUNCTION = "accord_read_signed_between(text, timestamptz, timestamptz, text[])"


class Migration(migrations.Migration):
    """Columns beside what is current and beside tasks, filled from what was signed, and the function."""

    dependencies: ClassVar = [("plans", "0006_rows_stay")]
    operations: ClassVar = [
        migrations.AddField("current", "signed_at", models.DateTimeField(null=True)),
        migrations.AddField("current", "organisation_id", models.UUIDField(null=True)),
        migrations.AddField(
            "current",
            "gaps",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(db_collation="C", max_length=16), default=list, size=None
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("current", "signed_at", models.DateTimeField()),
        migrations.AlterField("current", "organisation_id", models.UUIDField()),
        migrations.AddIndex("current", models.Index(fields=["signed_at"], name="plans_current_signed")),
        migrations.AddIndex("current", models.Index(fields=["organisation_id"], name="plans_current_signed_for")),
        migrations.AddField(
            "task", "came_of", models.CharField(blank=True, db_collation="C", db_default="", max_length=24)
        ),
        migrations.AddField(
            "task", "found", models.CharField(blank=True, db_collation="C", db_default="", max_length=32)
        ),
        migrations.AddConstraint(
            "task",
            models.UniqueConstraint(
                condition=models.Q(kind="look_back"),
                fields=("subject_id", "version_id", "person_id"),
                name="plans_task_looked_back_once",
            ),
        ),
        migrations.RunSQL(LOOKED_BACK, f"DROP FUNCTION {FUNCTION}"),
        GrantExecute(FUNCTION),
    ]
