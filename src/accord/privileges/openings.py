"""Opening somebody's record: the trace is committed first, and only then does the database give what was recorded.

`accord_open_read` appends the row of the access log from the claim on the connection (nobody can write another's name
into it) and returns a ticket. The functions `accord_read_...` give a person's rows against a ticket whose row is
committed: in the transaction that opened it, in a savepoint or after a rollback there is nothing to be had.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

from accord.privileges import traces
from accord.privileges.claims import Acting, acting
from accord.privileges.prepared import prepared_cursor

HOLDS = 600.0
"""Seconds for which we use a ticket again; the database takes it for fifteen minutes."""
OPEN = "SELECT accord_open_read(%s, %s, %s, %s)"
OPEN_OUTSIDE = "SELECT accord_open_outside(%s, %s, %s)"
RAISE_ALERT = "SELECT accord_raise_alert(%s, %s, %s)"
ALERT_ASKED = "SELECT accord_alert_asked(%s, %s, %s)"
NOTE = "SELECT accord_note_reads(%s, %s, %s, %s)"
Row = TypeVar("Row", bound=Model)
OUTSIDE = "outside"
"""The basis of a look where no relationship is recorded (`domain.relationships.AccessBasis`)."""
UNSAID = ("care", "record", "")
"""Purpose, kind and basis where nothing on the way said more: the trace is left all the same."""


class NobodyActs(RuntimeError):
    """Somebody's record was to be read while nobody was acting: there is no one to write into the trace."""


class NotReached(RuntimeError):
    """Somebody's record was to be read for somebody who reaches no plans. Never silence: it would read as "no plan"."""


def open_read(person_id: UUID, *, purpose: str, what: str, basis: str = "") -> None:
    """Note that whoever is acting looks at a person, committed before this returns; what they read then needs it."""
    now = acting()
    _hold(now, person_id, _run(now, OPEN, [person_id, purpose, what, basis]))


def open_outside(person_id: UUID, *, purpose: str, what: str) -> UUID | None:
    """Do the same where no relationship is recorded, and raise an alert unless there was one in the last day.

    Returns the alert; None where it could not be raised, which stands before nothing. Inside a transaction the trace is
    committed all the same, and the alert with the transaction.
    """
    now = acting()
    if connection.in_atomic_block:
        open_read(person_id, purpose=purpose, what=what, basis=OUTSIDE)
        with prepared_cursor() as cursor:
            cursor.execute(RAISE_ALERT, [person_id, purpose, what])
            (raised,) = cursor.fetchone()
    else:
        ticket, raised = _run(now, OPEN_OUTSIDE, [person_id, purpose, what])
        _hold(now, person_id, ticket)
    return UUID(str(raised)) if raised else None


def alert_asked(person_id: UUID, *, purpose: str, what: str) -> UUID:
    """Raise the alert of a look for which a reason is given first, in the transaction that keeps the reason."""
    with connection.cursor() as cursor:
        cursor.execute(ALERT_ASKED, [person_id, purpose, what])
        return UUID(str(cursor.fetchone()[0]))


def note_reads(person_ids: Iterable[UUID], *, purpose: str, what: str, basis: str = "") -> None:
    """Note that whoever is acting looks at each of several people, as a list shows them."""
    listed = list(dict.fromkeys(person_ids))
    if listed:
        _run(acting(), NOTE, [listed, purpose, what, basis])


def note_read_elsewhere(person_id: UUID, *, purpose: str, what: str, basis: str) -> None:
    """Note a look that was made where there was no network, in the transaction that keeps what is known of it.

    Nothing is read now: so the trace may stand or fall with what it belongs to, and neither is ever there alone.
    """
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [[person_id], purpose, what, basis])


def ticket(person_id: UUID) -> str:
    """Return the ticket with which a person's record is read now, and open it where nothing on the way did."""
    held = acting().tickets.get(person_id)
    if held is None or time.monotonic() - held[1] > HOLDS:
        purpose, what, basis = UNSAID
        open_read(person_id, purpose=purpose, what=what, basis=basis)
        held = acting().tickets.get(person_id)
        if held is None:
            raise NotReached("whoever acts reaches no plans")
    return held[0]


def read_rows(
    table: type[Row], person_id: UUID, rest: str = "", values: Iterable[Any] = (), *, columns: Iterable[str] = ("*",)
) -> list[Row]:
    """Return rows of one person from a table whose content is closed; `rest` is the end of the statement (ours).

    Fields that are not among `columns` stay unread.
    """
    named = ", ".join(columns)
    statement = f"SELECT {named} FROM accord_read_{table._meta.db_table}(%s) held {rest}"  # noqa: S608  (names of ours)
    return list(table._default_manager.raw(statement, [ticket(person_id), *values]))


def _hold(now: Acting, person_id: UUID, given: str | None) -> None:
    if given is not None:
        now.tickets[person_id] = (given, time.monotonic())


def _run(now: Acting, statement: str, values: list[Any]) -> Any:
    if now.actor is None:
        raise NobodyActs("nobody is acting")
    if not connection.in_atomic_block:
        with prepared_cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()[0]
    return traces.run(statement, values, now=now)[0]
