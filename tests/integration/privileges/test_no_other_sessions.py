"""There is one table of sessions, and it says whose each is."""

from __future__ import annotations

from django.db import connection


def test_table_of_the_framework_is_not_there() -> None:
    tables = connection.introspection.table_names()
    assert ("access_session" in tables, "django_session" in tables) == (True, False)


def test_tables_of_the_framework_are_granted_all_the_same() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('accord_app', 'procrastinate_jobs', 'INSERT')")
        assert cursor.fetchone() == (True,)
