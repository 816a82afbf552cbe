"""Who looks after somebody, as it was recorded, and on what basis somebody may open their record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accord.access.models import CareRelationship as Row
from accord.domain.authority import Actor
from accord.domain.people import Identity
from accord.domain.relationships import BY_STAFF, AccessBasis, Asking, CareRelationship, basis_by_place, basis_by_record
from accord.organisations.queries import directory, staff
from accord.organisations.queries.remits import remit_of
from accord.privileges.prepared import prepared_cursor

# What ran out is read too where it was not ended: the policy says for how long it lets somebody finish.
OF_PEOPLE = """
    /* access: what was recorded of who looks after these people, as far as it is with whoever asks */
    SELECT person_id, kind, organisation_id, staff_role_id, begins_at, until, ended_at
    FROM access_carerelationship
    WHERE person_id = ANY(%s) AND ended_at IS NULL
      AND (staff_role_id = %s OR (staff_role_id IS NULL AND organisation_id = ANY(%s::uuid[])))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A relationship that staff recorded and that holds: with whom, until when, and who recorded it."""

    id: UUID
    kind: AccessBasis
    organisation_id: UUID
    organisation_name: str
    staff_role_id: UUID | None
    staff_name: str
    words: str
    begins_at: datetime
    until: datetime | None
    opened_name: str


def basis_of(person: Identity, actor: Actor, *, is_sending: bool = False) -> AccessBasis | None:
    """Return on what basis somebody may open a person's record, or None; the database is asked where it must be."""
    return _bases([person], actor, is_sending=is_sending)[person.person_id]


def bases_of(people: Iterable[Identity], actor: Actor) -> dict[UUID, AccessBasis | None]:
    """Return the same for each of these people, by id, in one query however many they are."""
    return _bases(list(people), actor, is_sending=False)


def _bases(people: Sequence[Identity], actor: Actor, *, is_sending: bool) -> dict[UUID, AccessBasis | None]:
    remit = remit_of(actor.organisation_id, actor.organisation_code)
    asking = Asking(actor=actor, remit=remit, at=timezone.now(), is_sending=is_sending)
    found = {person.person_id: basis_by_place(person, asking) for person in people}
    asked = [person_id for person_id, basis in found.items() if basis is None]
    for person_id, recorded in (_with(asked, asking) if asked else {}).items():
        found[person_id] = basis_by_record(recorded, asking)
    return found


def standing(person_id: UUID) -> Sequence[Recorded]:
    """Return the caseloads and referrals of a person that hold now, the latest first."""
    now = timezone.now()
    rows = Row.objects.filter(person_id=person_id, kind__in=[each.value for each in BY_STAFF], ended_at__isnull=True)
    held = [row for row in rows.order_by("-begins_at", "id") if row.until is None or row.until > now]
    organisations = directory.by_ids({row.organisation_id for row in held})
    roles = {key for row in held for key in (row.staff_role_id, row.opened_by) if key}
    names = staff.names(list(roles))
    return [
        Recorded(
            id=row.id,
            kind=AccessBasis(row.kind),
            organisation_id=row.organisation_id,
            organisation_name=organisations[row.organisation_id].name,
            staff_role_id=row.staff_role_id,
            staff_name=names.get(row.staff_role_id, "") if row.staff_role_id else "",
            words=row.words,
            begins_at=row.begins_at,
            until=row.until,
            opened_name=names.get(row.opened_by, "") if row.opened_by else "",
        )
        for row in held
    ]


def looked_after_by(organisations: Iterable[UUID]) -> frozenset[UUID]:
    """Return who is on the caseload of one of these organisations as a whole, or was referred to it."""
    now = timezone.now()
    rows = Row.objects.filter(
        organisation_id__in=list(organisations),
        staff_role_id__isnull=True,
        kind__in=[each.value for each in BY_STAFF],
        ended_at__isnull=True,
        begins_at__lte=now,
    ).exclude(until__lte=now)
    return frozenset(rows.values_list("person_id", flat=True))


def _with(people: Sequence[UUID], asking: Asking) -> dict[UUID, list[CareRelationship]]:
    found: dict[UUID, list[CareRelationship]] = {}
    with prepared_cursor() as cursor:
        cursor.execute(OF_PEOPLE, [list(people), asking.actor.staff_role_id, list(asking.remit.ids)])
        for person_id, kind, organisation_id, staff_role_id, begins_at, until, ended_at in cursor.fetchall():
            held = CareRelationship(
                kind=AccessBasis(kind),
                organisation_id=organisation_id,
                staff_role_id=staff_role_id,
                begins_at=begins_at,
                until=until,
                ended_at=ended_at,
            )
            found.setdefault(person_id, []).append(held)
    return found
