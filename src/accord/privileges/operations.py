"""Migration operations for the two database roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

APP_ROLE = "accord_app"
PRIVILEGES = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})


def grant_statements(table: str, privileges: Sequence[str], columns: Sequence[str] = ()) -> list[str]:
    """Return the statements that give the application's role `privileges` on `table`, and on its sequences."""
    listed = f" ({', '.join(_quoted(column) for column in columns)})" if columns else ""
    wanted = ", ".join(f"{privilege}{listed}" for privilege in privileges)
    statements = [f"GRANT {wanted} ON {_quoted(table)} TO {APP_ROLE}"]
    if "INSERT" in privileges:
        statements.append(GRANT_SEQUENCES.format(table=table, role=APP_ROLE))
    return statements


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


# A serial column's sequence belongs to the table that it numbers; pg_depend knows which.
GRANT_SEQUENCES = """
DO $grant$
DECLARE sequence_name regclass;
BEGIN
  FOR sequence_name IN
    SELECT d.objid::regclass FROM pg_depend d JOIN pg_class c ON c.oid = d.objid
    WHERE c.relkind = 'S' AND d.refobjid = '"{table}"'::regclass AND d.deptype IN ('a', 'i')
  LOOP
    EXECUTE format('GRANT USAGE ON SEQUENCE %s TO {role}', sequence_name);
  END LOOP;
END $grant$
"""


class _Statements(Operation):
    """Runs statements and changes nothing in Django's picture of the tables."""

    reduces_to_sql = True
    reversible = True

    def forwards(self) -> list[str]:
        """Return the statements that apply this."""
        raise NotImplementedError

    def backwards(self) -> list[str]:
        """Return the statements that take it back."""
        raise NotImplementedError

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the state as it is."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Apply."""
        for statement in self.forwards():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take back."""
        for statement in self.backwards():
            schema_editor.execute(statement, params=None)


class Grant(_Statements):
    """Let the application's role do `privileges` on `table`, or only on `columns` of it."""

    def __init__(self, table: str, *privileges: str, columns: Sequence[str] = ()) -> None:
        if not privileges or not set(privileges) <= PRIVILEGES:
            raise ValueError(f"Grant({table!r}): give one or more of {', '.join(sorted(PRIVILEGES))}")
        self.table, self.privileges, self.columns = table, privileges, tuple(columns)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return how a migration file writes this."""
        return "Grant", [self.table, *self.privileges], {"columns": self.columns} if self.columns else {}

    def describe(self) -> str:
        """Return this in words."""
        return f"Grant {', '.join(self.privileges)} on {self.table}"

    def forwards(self) -> list[str]:
        """Return the grants."""
        return grant_statements(self.table, self.privileges, self.columns)

    def backwards(self) -> list[str]:
        """Return the revocation."""
        return [f"REVOKE ALL ON {_quoted(self.table)} FROM {APP_ROLE}"]


class GrantExecute(_Statements):
    """Let the application's role call `function`, written with its argument types: `open_read(uuid, text)`."""

    def __init__(self, function: str) -> None:
        self.function = function

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return how a migration file writes this."""
        return "GrantExecute", [self.function], {}

    def describe(self) -> str:
        """Return this in words."""
        return f"Grant EXECUTE on {self.function}"

    def forwards(self) -> list[str]:
        """Return the grant; everybody else is shut out first."""
        return [
            f"REVOKE ALL ON FUNCTION {self.function} FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION {self.function} TO {APP_ROLE}",
        ]

    def backwards(self) -> list[str]:
        """Return the revocation."""
        return [f"REVOKE ALL ON FUNCTION {self.function} FROM {APP_ROLE}"]


class AppendOnly(_Statements):
    """Refuse every UPDATE, DELETE and TRUNCATE of `table`, whoever asks."""

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return how a migration file writes this."""
        return "AppendOnly", [self.table], {}

    def describe(self) -> str:
        """Return this in words."""
        return f"Make {self.table} append-only"

    def forwards(self) -> list[str]:
        """Return the function (the same for every table) and this table's triggers."""
        row = f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {_quoted(self.table)} FOR EACH ROW"
        whole = f"CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {_quoted(self.table)} FOR EACH STATEMENT"
        return [REFUSE_CHANGE, *(f"{start} EXECUTE FUNCTION accord_refuse_change()" for start in (row, whole))]

    def backwards(self) -> list[str]:
        """Return the removal of the triggers."""
        table = _quoted(self.table)
        return [f"DROP TRIGGER append_only ON {table}", f"DROP TRIGGER append_only_whole ON {table}"]


REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION accord_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $refuse$
"""
