"""The directory's entries as other systems read them: organisations, staff and their posts, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q

from accord.domain.authority import Grade, Role
from accord.domain.organisations import Period
from accord.domain.staff import DirectoryEntry, StaffPerson, StaffPost
from accord.organisations.models import Organisation, StaffMember, StaffRole
from accord.organisations.queries.directory import refer


def organisations(
    *, ids: Collection[UUID] | None = None, codes: Collection[str] | None = None, name: str = "", skip: int, most: int
) -> tuple[Sequence[DirectoryEntry], int]:
    """Return organisations by name, whether they exist today or not, and how many there are in all."""
    asked = Q()
    if ids is not None:
        asked &= Q(pk__in=ids)
    if codes is not None:
        asked &= Q(ods_code__in=codes)
    if name:
        asked &= Q(name__istartswith=name)
    rows = Organisation.objects.filter(asked).order_by("name", "ods_code")
    return [_entry(row) for row in rows[skip : skip + most]], rows.count()


def members(
    *, ids: Collection[UUID] | None = None, numbers: Collection[tuple[str, str]] | None = None, skip: int, most: int
) -> tuple[Sequence[StaffPerson], int]:
    """Return staff by id or by registration (register and number), and how many there are in all."""
    asked = Q()
    if ids is not None:
        asked &= Q(pk__in=ids)
    if numbers is not None:
        registered = Q(pk__in=[])
        for register, number in numbers:
            registered |= Q(register=register, registration_number=number)
        asked &= registered
    rows = StaffMember.objects.filter(asked).order_by("name", "id")
    return [_member(row) for row in rows[skip : skip + most]], rows.count()


def posts(
    *,
    ids: Collection[UUID] | None = None,
    staff_id: UUID | None = None,
    organisation_id: UUID | None = None,
    skip: int,
    most: int,
) -> tuple[Sequence[StaffPost], int]:
    """Return what staff do and did, and how much of it there is in all."""
    asked = Q()
    if ids is not None:
        asked &= Q(pk__in=ids)
    if staff_id is not None:
        asked &= Q(staff_id=staff_id)
    if organisation_id is not None:
        asked &= Q(organisation_id=organisation_id)
    rows = StaffRole.objects.filter(asked).select_related("staff", "organisation").order_by("staff__name", "id")
    return [_post(row) for row in rows[skip : skip + most]], rows.count()


def _entry(row: Organisation) -> DirectoryEntry:
    return DirectoryEntry(organisation=refer(row), exists=Period(start=row.valid_from, end=row.valid_to))


def _member(row: StaffMember) -> StaffPerson:
    return StaffPerson(id=row.id, name=row.name, register=row.register, registration_number=row.registration_number)


def _post(row: StaffRole) -> StaffPost:
    return StaffPost(
        id=row.id,
        staff=_member(row.staff),
        organisation=refer(row.organisation),
        role=Role(row.role),
        grade=Grade(row.grade),
        period=Period(start=row.valid_from, end=row.valid_to),
    )
