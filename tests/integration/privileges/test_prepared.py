"""Statements that the database plans once for each connection."""

import pytest
from django.db import connection

from accord.privileges.prepared import prepared_cursor

pytestmark = pytest.mark.django_db

PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement = %s"


def count(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(PREPARED, [statement])
        (found,) = cursor.fetchone()
    return int(found)


def test_statement_is_kept_with_the_connection_from_its_first_use() -> None:
    with prepared_cursor() as cursor:
        cursor.execute("SELECT 1 + %s::int", [1])
        assert cursor.fetchone() == (2,)
    assert count("SELECT 1 + $1::int") == 1


def test_any_other_statement_is_not() -> None:
    for _ in range(10):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 2 + %s::int", [1])
    assert count("SELECT 2 + $1::int") == 0
    assert count("SELECT 2 + 1::int") == 0
