"""What a plan says, and what was recorded for it, is given by the database against a ticket, to whoever opened it.

What stays readable beside it is what lists and locks need: whose it is, which scope, when, by whom.
"""

from typing import ClassVar

from django.db import migrations, models

from accord.privileges import Close, GrantExecute, ShowTo

RECORDED = "recorded_at recorded_by recorded_role recorded_name recorded_organisation"
OPEN_COLUMNS = {
    "version": "id person_id scope number schema sha256 signed_at signed_by signed_role staff_role grade signed_name"
    " organisation_id organisation_code replaces request_token",
    "fact": f"id person_id version_id step at {RECORDED}",
    "standing": "person_id is_shared updated_at",
    "draftpart": "id person_id draft_id part unanswered revision saved_at saved_by saved_name",
    "kepttyping": "id person_id draft_id part staff_id kept_at",
    "conversationrecord": f"id person_id corrects {RECORDED}",
    "legalinstrument": f"id person_id instrument_id kind revision uid source {RECORDED}",
    "statementrecord": f"id person_id heard_from posted_role {RECORDED}",
    "statementanswer": f"id person_id statement_id {RECORDED}",
    "reported": f"id person_id kind source draft_id settlement confirmed_by settled_at settled_by {RECORDED}",
}
TABLES = (*OPEN_COLUMNS, "current", "draft", "task")

# Everybody's decisions at once, for the dataset: against the ticket of nobody in particular, for the software alone.
EVERYBODY = """
CREATE FUNCTION accord_must_read_everybody(ticket text) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $must$
BEGIN
  IF NOT accord_reaches('X') OR accord_opened(ticket) <> '00000000-0000-0000-0000-000000000000' THEN
    RAISE EXCEPTION 'everybody at once is for the software alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $must$
"""
ALL_VERSIONS = """
CREATE FUNCTION accord_read_all_versions(ticket text) RETURNS TABLE (id uuid, person_id uuid, facts jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100000 SET search_path = pg_catalog, public, pg_temp AS $all$
#variable_conflict use_column
BEGIN
  PERFORM accord_must_read_everybody(ticket);
  RETURN QUERY SELECT v.id, v.person_id, v.facts FROM public.plans_version v ORDER BY v.person_id, v.id;
END $all$
"""
ALL_FACTS = """
CREATE FUNCTION accord_read_all_facts(ticket text, versions uuid[]) RETURNS SETOF plans_fact
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $all$
BEGIN
  PERFORM accord_must_read_everybody(ticket);
  RETURN QUERY SELECT f.* FROM public.plans_fact f JOIN public.plans_version v
    ON v.person_id = f.person_id AND v.id = f.version_id WHERE v.id = ANY(versions) ORDER BY f.id;
END $all$
"""


class Migration(migrations.Migration):
    """Row-level security on every table of this room, and no SELECT on content."""

    dependencies: ClassVar = [("plans", "0003_reidentification"), ("access", "0010_openings")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="draftpart",
            name="unanswered",
            field=models.GeneratedField(
                expression=models.ExpressionWrapper(models.Q(other__isnull=False), models.BooleanField()),
                output_field=models.BooleanField(),
                db_persist=True,
            ),
        ),
        *(ShowTo(f"plans_{table}", "C") for table in TABLES),
        *(Close(f"plans_{table}", open_columns=columns.split()) for table, columns in OPEN_COLUMNS.items()),
        migrations.RunSQL(EVERYBODY, "DROP FUNCTION accord_must_read_everybody(text)"),
        migrations.RunSQL(ALL_VERSIONS, "DROP FUNCTION accord_read_all_versions(text)"),
        GrantExecute("accord_read_all_versions(text)"),
        migrations.RunSQL(ALL_FACTS, "DROP FUNCTION accord_read_all_facts(text, uuid[])"),
        GrantExecute("accord_read_all_facts(text, uuid[])"),
    ]
