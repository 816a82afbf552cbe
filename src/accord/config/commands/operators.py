"""Whose record a command is about, and in whose name it is done."""

from __future__ import annotations

from typing import Annotated
from uuid import NAMESPACE_URL, UUID, uuid5

import typer

from accord.domain.authority import Actor, Grade, Permission, Role
from accord.domain.errors import Refused
from accord.organisations.queries import staff
from accord.people.queries import find

Person = Annotated[str, typer.Option("--person", metavar="NHS_NUMBER", help="Whose record it belongs to.")]
ActingAs = Annotated[
    str | None,
    typer.Option("--as", metavar="STAFF_CODE", help="In whose name this is recorded. [default: the command line's]"),
]
COMMAND_LINE = Actor(
    staff_id=uuid5(NAMESPACE_URL, "accord:command-line:staff"),
    staff_role_id=uuid5(NAMESPACE_URL, "accord:command-line:role"),
    role=Role.CLINICIAN,
    grade=Grade.OTHER,
    organisation_id=uuid5(NAMESPACE_URL, "accord:command-line:organisation"),
    organisation_code="",
    name="Accord's command line",
)
"""Who recorded what nobody put a name to. It is on no professional register, so it can sign nothing."""


def whose(number: str) -> UUID:
    """Return the person with this NHS number."""
    found = find.by_number(number)
    if found is None:
        raise Refused.one("--person", "nobody here has this NHS number.", "Record the person first.")
    return found.person_id


def who(staff_code: str | None, permission: Permission) -> Actor:
    """Return the member of staff with this code, in the first of their roles that allows `permission`."""
    if staff_code is None:
        return COMMAND_LINE
    staff_id = staff.by_staff_code(staff_code)
    if staff_id is None:
        raise Refused.one(
            "--as", f"no member of staff has the code '{staff_code}'.", "Load staff with `accord import staff`."
        )
    for position in staff.positions(staff_id):
        if position.actor.may(permission):
            return position.actor
    raise Refused.one("--as", f"no role that {staff_code} holds today may {permission.replace('_', ' ')}.")
