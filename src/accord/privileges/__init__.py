"""What the application's database role may do, said table by table in the migration that makes the table.

A migration lists `Grant("plans_version", "SELECT", "INSERT")` after creating a table, and `AppendOnly("plans_version")`
where a row must never change. What is not granted is refused by the database itself.
"""

from accord.privileges.operations import APP_ROLE, AppendOnly, Grant, GrantExecute
from accord.privileges.rows import Close, ReadOne, ShowTo

__all__ = ["APP_ROLE", "AppendOnly", "Close", "Grant", "GrantExecute", "ReadOne", "ShowTo"]
