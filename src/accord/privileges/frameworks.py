"""The tables that Django and procrastinate bring, and what the application's role may do with them."""

from __future__ import annotations

from typing import Any

from django.db import connections

from accord.privileges.operations import APP_ROLE, grant_statements

FRAMEWORK_TABLES: dict[str, tuple[str, ...]] = {
    "django_content_type": ("SELECT",),
    "django_migrations": ("SELECT",),
    "auth_permission": ("SELECT",),
    "auth_group": ("SELECT",),
    "auth_group_permissions": ("SELECT",),
    "procrastinate_jobs": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "procrastinate_events": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "procrastinate_periodic_defers": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "procrastinate_workers": ("SELECT", "INSERT", "UPDATE", "DELETE"),
}

# procrastinate's statements are calls of its own functions; its migrations make new ones from release to release.
GRANT_PROCRASTINATE = f"""
DO $grant$
DECLARE function_name regprocedure;
BEGIN
  FOR function_name IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'procrastinate\\_%'
  LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {APP_ROLE}', function_name);
  END LOOP;
END $grant$
"""  # noqa: S608 - the one value put in is a constant of ours


def grant_framework_tables(*, using: str, **_unused: Any) -> None:
    """Grant what the framework's tables need (a receiver of `post_migrate`)."""
    with connections[using].cursor() as cursor:
        present = set(connections[using].introspection.table_names(cursor))
        for table, privileges in FRAMEWORK_TABLES.items():
            if table in present:
                for statement in grant_statements(table, privileges):
                    cursor.execute(statement)
        cursor.execute(GRANT_PROCRASTINATE)
