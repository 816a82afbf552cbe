"""The transaction in which a row was written, as PostgreSQL's 64-bit transaction number."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class CurrentTransactionId(models.Func):
    """The number of the transaction that runs now."""

    function = "pg_current_xact_id"
    arity = 0

    def __init__(self) -> None:
        super().__init__(output_field=TransactionIdField())


class TransactionIdField(models.Field[int, int]):
    """A column of type xid8. Rows in the order of this number are in commit order below the oldest open snapshot."""

    description = "PostgreSQL transaction number"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the column's type in PostgreSQL."""
        return "xid8"

    def from_db_value(self, value: str | int | None, *_: Any) -> int | None:
        """Return the number that psycopg hands over as text."""
        return None if value is None else int(value)
