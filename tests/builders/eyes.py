"""How tests look into tables that the application may not read, by functions that only their database has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, connections
from django.db.models import Model

Row = TypeVar("Row", bound=Model)
EYE = """
    CREATE FUNCTION accord_test_see(anyelement) RETURNS SETOF anyelement LANGUAGE plpgsql SECURITY DEFINER AS $see$
    BEGIN
      RETURN QUERY EXECUTE format('SELECT * FROM %s', pg_typeof($1));
    END $see$;
    GRANT EXECUTE ON FUNCTION accord_test_see(anyelement) TO accord_app;
    CREATE FUNCTION accord_test_forget_log() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $forget$
    BEGIN
      ALTER TABLE access_accesslog DISABLE TRIGGER USER;
      ALTER TABLE access_seal DISABLE TRIGGER USER;
      ALTER TABLE access_signedhead DISABLE TRIGGER USER;
      DELETE FROM access_signedhead;
      DELETE FROM access_seal;
      DELETE FROM access_accesslog;
    END $forget$;
    GRANT EXECUTE ON FUNCTION accord_test_forget_log() TO accord_app;
    CREATE FUNCTION accord_test_fail() RETURNS trigger LANGUAGE plpgsql AS $fail$
    BEGIN
      IF current_setting('accord_test.failing', true) = TG_TABLE_NAME THEN
        RAISE EXCEPTION 'the test wants it to fail';
      END IF;
      RETURN NEW;
    END $fail$;
    CREATE TRIGGER accord_test_fail BEFORE INSERT ON access_alert FOR EACH ROW EXECUTE FUNCTION accord_test_fail();
    CREATE TRIGGER accord_test_fail BEFORE INSERT ON events_event FOR EACH ROW EXECUTE FUNCTION accord_test_fail();
"""


def open_eye() -> None:
    """Make the functions, as the owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(EYE)


@contextmanager
def failing(table: str) -> Iterator[None]:
    """Let the database fail at each row that is inserted into a table, on this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('accord_test.failing', %s, false)", [table])
        yield
        cursor.execute("RESET accord_test.failing")


def seen(table: type[Row], rest: str = "", *values: Any) -> list[Row]:
    """Return the rows of a table, whole; `rest` is the end of the statement."""
    name = table._meta.db_table
    statement = f"SELECT * FROM accord_test_see(NULL::{name}) held {rest}"  # noqa: S608  (names of ours)
    return list(table._default_manager.raw(statement, list(values)))


def see(table: type[Row], **wanted: Any) -> Row:
    """Return the one row with these values."""
    rest = " AND ".join(f"{name} = %s" for name in wanted)
    (row,) = seen(table, f"WHERE {rest}" if rest else "", *wanted.values())
    return row
