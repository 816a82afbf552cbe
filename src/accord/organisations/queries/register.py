"""The competence register of an organisation: who works there, and how what is expected of each of them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from accord.domain.authority import Grade, Role
from accord.domain.competence import EXPECTED, Competence, Held, Stands, all_on
from accord.organisations.models import CompetenceRecord, StaffRole
from accord.organisations.models.periods import valid_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who works at an organisation, with their roles there and what is expected of them in those."""

    staff_id: UUID
    name: str
    roles: tuple[tuple[Role, Grade], ...]
    stands: tuple[Stands, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One row of the register, as the organisation recorded it; the newest of its kind counts."""

    kind: Competence
    completed_on: date
    valid_until: date | None
    evidence: str
    withdrawn: bool
    recorded_at: datetime
    recorded_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The register of one organisation on a day."""

    organisation_id: UUID
    members: tuple[Member, ...]

    def of(self, kind: Competence) -> Iterable[Stands]:
        """Yield how one competence stands for everybody of whom it is expected."""
        return (each for member in self.members for each in member.stands if each.kind is kind)

    def member(self, staff_id: UUID) -> Member | None:
        """Return one member of staff, if they work here."""
        return next((each for each in self.members if each.staff_id == staff_id), None)


def register(organisation_id: UUID, on: date) -> Register:
    """Return the register of one organisation on a day, by name."""
    return registers([organisation_id], on)[0]


def registers(organisation_ids: Collection[UUID], on: date) -> Sequence[Register]:
    """Return the registers of these organisations on a day, in three queries however many there are."""
    posts = _posts(organisation_ids, on)
    staff = {staff_id for held in posts.values() for staff_id in held}
    rows = _latest(Q(staff_id__in=staff) | Q(organisation_id__in=organisation_ids))
    held: dict[UUID, list[Held]] = defaultdict(list)
    kept: dict[UUID, set[Competence]] = defaultdict(set)
    for row in rows:
        entry = Held(kind=Competence(row.kind), completed_on=row.completed_on, valid_until=row.valid_until)
        held[row.staff_id].append(entry)
        kept[row.organisation_id].add(entry.kind)
    return [
        Register(organisation_id=one, members=_members(posts.get(one, {}), held, kept[one], on))
        for one in organisation_ids
    ]


def history(staff_id: UUID, organisation_id: UUID) -> Sequence[Revision]:
    """Return what an organisation recorded of somebody, the newest first; what it withdrew stands there too."""
    rows = CompetenceRecord.objects.filter(staff_id=staff_id, organisation_id=organisation_id).order_by("-id")
    return [
        Revision(
            kind=Competence(row.kind),
            completed_on=row.completed_on,
            valid_until=row.valid_until,
            evidence=row.evidence,
            withdrawn=row.withdrawn,
            recorded_at=row.recorded_at,
            recorded_name=row.recorded_name,
        )
        for row in rows
    ]


_Posts = dict[UUID, tuple[str, list[tuple[Role, Grade]]]]


def _posts(organisation_ids: Collection[UUID], on: date) -> Mapping[UUID, _Posts]:
    rows = StaffRole.objects.filter(valid_on(on), valid_on(on, "organisation__"), organisation_id__in=organisation_ids)
    found: dict[UUID, _Posts] = defaultdict(dict)
    wanted = ("organisation_id", "staff_id", "staff__name", "role", "grade")
    for organisation_id, staff_id, name, role, grade in rows.order_by("staff__name", "staff_id", "id").values_list(
        *wanted
    ):
        _, roles = found[organisation_id].setdefault(staff_id, (name, []))
        roles.append((Role(role), Grade(grade)))
    return found


def _members(
    posts: _Posts, held: Mapping[UUID, Collection[Held]], kept: Collection[Competence], on: date
) -> tuple[Member, ...]:
    return tuple(
        Member(
            staff_id=staff_id,
            name=name,
            roles=tuple(roles),
            stands=all_on(
                held.get(staff_id, ()),
                kinds=_expected(role for role, _ in roles),
                kept=kept,
                on=on,
                warn_days=settings.ACCORD_TRAINING_WARN_DAYS,
            ),
        )
        for staff_id, (name, roles) in posts.items()
    )


def _expected(roles: Iterable[Role]) -> list[Competence]:
    wanted = {kind for role in roles for kind in EXPECTED.get(role, ())}
    return [kind for kind in Competence if kind in wanted]


def _latest(wanted: Q) -> list[CompetenceRecord]:
    rows = CompetenceRecord.objects.filter(wanted).order_by("staff_id", "kind", "organisation_id", "-id")
    return [row for row in rows.distinct("staff_id", "kind", "organisation_id") if not row.withdrawn]
