"""Migration operations for what belongs to a person: who is shown the rows, and how their content is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.privileges.operations import APP_ROLE, _quoted, _Statements

# Within a function of the owner's, who acts is the owner and who came is not: the catalogue is asked of others alone.
BY_OWNER = (
    f"(current_user <> '{APP_ROLE}' AND (current_user <> session_user OR "  # noqa: S608  (names from a migration)
    "(SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = '{table}'::regclass)))"
)


class ShowTo(_Statements):
    """Show the rows of `table` to the application only while whoever acts on its connection has this reach.

    `also` is a condition under which a row is shown to anybody: that it is about nobody. The policy binds the owner as
    well, and shows the owner everything: in a function of theirs, or on a connection of their own. A login that is a
    member of the application's role, and has put it off again, is neither.
    """

    def __init__(self, table: str, reach: str, also: str = "") -> None:
        self.table, self.reach, self.also = table, reach, also

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return how a migration file writes this."""
        return "ShowTo", [self.table, self.reach], {"also": self.also} if self.also else {}

    def describe(self) -> str:
        """Return this in words."""
        return f"Show {self.table} to whoever reaches {self.reach}"

    def forwards(self) -> list[str]:
        """Return the policy, and what makes it binding."""
        table, others = _quoted(self.table), f" OR {self.also}" if self.also else ""
        # The cheap question first: functions that read as the owner ask for no claim at each of their tables.
        shown = f"{BY_OWNER.format(table=table)} OR (SELECT accord_reaches('{self.reach}')){others}"
        return [
            f"CREATE POLICY shown ON {table} USING ({shown})",
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        ]

    def backwards(self) -> list[str]:
        """Return the removal."""
        table = _quoted(self.table)
        return [
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            f"DROP POLICY shown ON {table}",
        ]


class ReadOne(_Statements):
    """Give the rows of one person against a ticket: the function `accord_read_TABLE(ticket)`."""

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return how a migration file writes this."""
        return type(self).__name__, [self.table], {}

    def describe(self) -> str:
        """Return this in words."""
        return f"Give the rows of {self.table} against a ticket"

    @property
    def _function(self) -> str:
        return f"accord_read_{self.table}(text)"

    def forwards(self) -> list[str]:
        """Return the function."""
        return [
            READ.format(table=self.table, quoted=_quoted(self.table)),
            f"REVOKE ALL ON FUNCTION {self._function} FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION {self._function} TO {APP_ROLE}",
        ]

    def backwards(self) -> list[str]:
        """Return its removal."""
        return [f"DROP FUNCTION {self._function}"]


class Close(ReadOne):
    """Take SELECT on the columns that hold content from the application, and give the rows against a ticket instead.

    `open_columns` are all the others; each is granted by name.
    """

    def __init__(self, table: str, *, open_columns: Sequence[str]) -> None:
        super().__init__(table)
        self.open_columns = tuple(open_columns)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return how a migration file writes this."""
        return "Close", [self.table], {"open_columns": self.open_columns}

    def describe(self) -> str:
        """Return this in words."""
        return f"Close the content of {self.table}"

    def forwards(self) -> list[str]:
        """Return the grants and the function."""
        table = _quoted(self.table)
        columns = ", ".join(map(_quoted, self.open_columns))
        return [
            f"REVOKE SELECT ON {table} FROM {APP_ROLE}",  # noqa: S608  (names from a migration)
            f"GRANT SELECT ({columns}) ON {table} TO {APP_ROLE}",
            *super().forwards(),
        ]

    def backwards(self) -> list[str]:
        """Return the opening."""
        return [*super().backwards(), f"GRANT SELECT ON {_quoted(self.table)} TO {APP_ROLE}"]


READ = """
CREATE FUNCTION accord_read_{table}(ticket text) RETURNS SETOF {quoted} LANGUAGE plpgsql STABLE SECURITY DEFINER
ROWS 10 SET search_path = pg_catalog, public, pg_temp AS $read$
DECLARE opened uuid := accord_opened(ticket);
BEGIN
  RETURN QUERY SELECT * FROM public.{quoted} WHERE person_id = opened;
END $read$
"""
