"""A row with content stays with its person, and a part in its draft, whoever may change the rest of it.

Otherwise the content of one person could be moved, for a moment, to another whose trace is committed, and read there.
Drafts move with a merger alone: against a ticket of the person whose drafts they are, so that a trace stands there too.
"""

from typing import ClassVar

from django.db import migrations

from accord.privileges import APP_ROLE, GrantExecute

CHANGED = {
    "plans_standing": ("sheet", "is_shared", "updated_at"),
    "plans_draft": ("base_version", "state", "closed_at", "closed_by"),
    "plans_draftpart": ("content", "other", "revision", "saved_at", "saved_by", "saved_name"),
}
TABLES = (*CHANGED, "plans_kepttyping")
NAMED_COLUMNS = [
    *(f"REVOKE UPDATE ON {table} FROM {APP_ROLE}" for table in TABLES),
    *(f"GRANT UPDATE ({', '.join(columns)}) ON {table} TO {APP_ROLE}" for table, columns in CHANGED.items()),
]
AS_BEFORE = [f"GRANT UPDATE ON {table} TO {APP_ROLE}" for table in TABLES]

# The base of a draft is a version of the other record, so the draft begins from nothing there.
MOVE_DRAFTS = """
CREATE FUNCTION accord_move_drafts(ticket text, kept uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $move$
DECLARE opened uuid := accord_opened(ticket);
BEGIN
  UPDATE public.plans_draftpart p SET person_id = kept
    FROM public.plans_draft d WHERE d.id = p.draft_id AND d.person_id = opened AND d.state = 'open';
  UPDATE public.plans_kepttyping t SET person_id = kept
    FROM public.plans_draft d WHERE d.id = t.draft_id AND d.person_id = opened AND d.state = 'open';
  UPDATE public.plans_draft SET person_id = kept, base_version = NULL WHERE person_id = opened AND state = 'open';
END $move$
"""


class Migration(migrations.Migration):
    """Named columns alone, and the function that moves drafts."""

    dependencies: ClassVar = [("plans", "0005_readings")]
    operations: ClassVar = [
        migrations.RunSQL(NAMED_COLUMNS, AS_BEFORE),
        migrations.RunSQL(MOVE_DRAFTS, "DROP FUNCTION accord_move_drafts(text, uuid)"),
        GrantExecute("accord_move_drafts(text, uuid)"),
    ]
