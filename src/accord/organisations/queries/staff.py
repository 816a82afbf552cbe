"""Who works where, and in which role, on a given day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from accord.domain.authority import GRANTS, Actor, Grade, Permission, Register, Registration, Role
from accord.organisations.models import StaffMember, StaffRole
from accord.organisations.models.periods import valid_on

SIGNING = tuple(role.value for role in Role if Permission.SIGN_PLAN in GRANTS[role])


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One role of one member of staff, with the name of the organisation to choose it by.

    `ended` is its last day where that has passed: a role in which plans are signed is believed for a few days more, and
    signing in it stops and asks why (clinical decisions: a lapsed role does not block at 3 a.m.).
    """

    actor: Actor
    organisation_name: str
    ended: date | None = None


def actor(staff_role_id: UUID, on: date | None = None) -> Actor | None:
    """Return who acts in this role, or None when nobody may act in it on the day (see `position`)."""
    held = position(staff_role_id, on)
    return held.actor if held else None


def position(staff_role_id: UUID, on: date | None = None) -> Position | None:
    """Return who acts in this role and where, or None when the role (or its organisation) is not valid on the day.

    A role in which plans are signed is returned for some days after its end (`ACCORD_ROLE_DAYS`), with that end.
    """
    row = _usable(on).filter(pk=staff_role_id).first()
    return _position(row, on) if row else None


def positions(staff_id: UUID, on: date | None = None) -> Sequence[Position]:
    """Return the roles that a member of staff holds on the day, by organisation; one that goes on is there once."""
    rows = _usable(on).filter(staff_id=staff_id).order_by("organisation__name", "role", "id")
    found = [_position(row, on) for row in rows]
    going_on = {_same(each) for each in found if each.ended is None}
    return [each for each in found if each.ended is None or _same(each) not in going_on]


def still_held(staff_role_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these roles in which somebody may still act."""
    return frozenset(_usable(None).filter(pk__in=list(staff_role_ids)).values_list("pk", flat=True))


def names(staff_role_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the name of whoever holds each of these roles, then or now: for showing who did something."""
    rows = StaffRole.objects.filter(pk__in=staff_role_ids).values_list("id", "staff__name")
    return dict(rows)


def roles(staff_role_ids: Sequence[UUID]) -> dict[UUID, Role]:
    """Return what each of these roles is, then or now."""
    rows = StaffRole.objects.filter(pk__in=staff_role_ids).values_list("id", "role")
    return {key: Role(role) for key, role in rows}


def names_of(staff_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of these members of staff, whatever they do now: for showing who did something."""
    return dict(StaffMember.objects.filter(pk__in=staff_ids).values_list("id", "name"))


def codes_of(staff_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the codes of these members of staff."""
    return dict(StaffMember.objects.filter(pk__in=staff_ids).values_list("id", "staff_code"))


def work_only_at(staff_id: UUID, organisation_id: UUID) -> bool:
    """Whether somebody never held a role but at this organisation: what they write is written there."""
    rows = StaffRole.objects.filter(staff_id=staff_id).values_list("organisation_id", flat=True)
    return set(rows) == {organisation_id}


def by_staff_code(staff_code: str) -> UUID | None:
    """Return the id of the member of staff with this code."""
    return StaffMember.objects.filter(staff_code=staff_code.strip()).values_list("id", flat=True).first()


def at_organisation(code: str, role: Role | None = None, on: date | None = None) -> Sequence[Actor]:
    """Return those who work at an organisation on the day, in one role or any."""
    rows = _current(on).filter(organisation__ods_code=code).order_by("staff__staff_code", "role", "id")
    return [_actor(row) for row in (rows.filter(role=role.value) if role else rows)]


def who_may(permission: Permission, on: date, codes: Collection[str] | None = None) -> Sequence[Actor]:
    """Return those whose role allows something on a day, at some organisations or anywhere, by organisation."""
    rows = _current(on).filter(role__in=_roles_with(permission)).order_by("organisation__ods_code", "role", "id")
    return [_actor(row) for row in (rows if codes is None else rows.filter(organisation__ods_code__in=codes))]


def organisations_where(permission: Permission, on: date) -> frozenset[UUID]:
    """Return the organisations at which somebody works on the day whose role allows something."""
    rows = _current(on).filter(role__in=_roles_with(permission))
    return frozenset(rows.values_list("organisation_id", flat=True).distinct())


def _roles_with(permission: Permission) -> list[str]:
    return [role.value for role in Role if permission in GRANTS[role]]


def _current(on: date | None) -> QuerySet[StaffRole]:
    day = on or timezone.localdate()
    rows = StaffRole.objects.select_related("staff", "organisation")
    return rows.filter(valid_on(day), valid_on(day, "organisation__"))


def _usable(on: date | None) -> QuerySet[StaffRole]:
    """Return roles that may be acted in: those that hold, and for some days those in which plans were signed."""
    day, grace = on or timezone.localdate(), timedelta(days=settings.ACCORD_ROLE_DAYS)
    rows = StaffRole.objects.select_related("staff", "organisation")
    lately = Q(role__in=SIGNING) & valid_on(day, grace=grace) & valid_on(day, "organisation__", grace=grace)
    return rows.filter(lately | (valid_on(day) & valid_on(day, "organisation__")))


def _position(row: StaffRole, on: date | None) -> Position:
    ends = [end for end in (row.valid_to, row.organisation.valid_to) if end is not None]
    ended = min(ends) if ends and min(ends) < (on or timezone.localdate()) else None
    return Position(actor=_actor(row), organisation_name=row.organisation.name, ended=ended)


def _same(position: Position) -> tuple[UUID, Role]:
    return position.actor.organisation_id, position.actor.role


def _actor(row: StaffRole) -> Actor:
    staff = row.staff
    registration = (
        Registration(register=Register(staff.register), number=staff.registration_number) if staff.register else None
    )
    return Actor(
        staff_id=staff.id,
        staff_role_id=row.id,
        role=Role(row.role),
        grade=Grade(row.grade),
        organisation_id=row.organisation_id,
        organisation_code=row.organisation.ods_code,
        name=staff.name,
        registration=registration,
    )
