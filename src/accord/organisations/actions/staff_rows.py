"""Rows of staff.csv, one a role.

`staff_code, name, register, registration_number, ods_code, role, grade, valid_from, valid_to`
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from accord.domain.authority import NOT_STAFF, Grade, Register, Role
from accord.organisations.actions.tables import Line, Reject, lines
from accord.organisations.models import Organisation, StaffMember, StaffRole

TABLE = "staff"
COLUMNS = ("staff_code", "name", "ods_code", "role", "grade")


def load(path: Path, rejects: list[Reject]) -> int:
    """Load staff and the roles they hold; return how many roles were taken."""
    known = dict(Organisation.objects.values_list("ods_code", "id"))
    members: dict[str, StaffMember] = {}
    roles: list[tuple[str, StaffRole]] = []
    for line in lines(TABLE, path, COLUMNS):
        member, role = _member(line), _role(line, known)
        if line.rejects:
            rejects.extend(line.rejects)
            continue
        members[member.staff_code] = member
        roles.append((member.staff_code, role))
    _save(members, roles)
    return len(roles)


def _member(line: Line) -> StaffMember:
    register, number = line.text("register").lower(), line.text("registration_number", longest=20)
    if register and register not in set(Register):
        line.reject("register", f"is not one of {', '.join(Register)}")
    if bool(register) != bool(number):
        line.reject("registration_number", "needs both the register and the number, or neither")
    return StaffMember(
        staff_code=line.required("staff_code", longest=40),
        name=line.required("name"),
        register=register,
        registration_number=number,
    )


def _role(line: Line, known: dict[str, UUID]) -> StaffRole:
    start, end = line.period()
    role = line.one_of("role", Role, Role.CARE_STAFF)
    if role in NOT_STAFF:
        line.reject("role", "is not a role that staff have")
    return StaffRole(
        organisation_id=line.organisation("ods_code", known),
        role=role.value,
        grade=line.one_of("grade", Grade, Grade.OTHER).value,
        valid_from=start,
        valid_to=end,
    )


def _save(members: dict[str, StaffMember], roles: list[tuple[str, StaffRole]]) -> None:
    StaffMember.objects.bulk_create(
        list(members.values()),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["staff_code"],
        update_fields=["name", "register", "registration_number"],
    )
    ids = dict(StaffMember.objects.filter(staff_code__in=list(members)).values_list("staff_code", "id"))
    once: dict[tuple[object, ...], StaffRole] = {}
    for staff_code, role in roles:
        role.staff_id = ids[staff_code]
        once[role.staff_id, role.organisation_id, role.role, role.valid_from] = role
    StaffRole.objects.bulk_create(
        list(once.values()),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["staff", "organisation", "role", "valid_from"],
        update_fields=["grade", "valid_to"],
    )
