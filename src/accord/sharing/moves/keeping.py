"""Keep what another system tells, before it is answered: nothing is lost, and what comes twice is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.organisations.queries import directory
from accord.organisations.queries.remits import remit_of
from accord.sharing.models import ToldMove, Visit
from accord.sharing.moves.messages import Message, Wrong

LONGEST_SYSTEM = 200
UNKNOWN_KEY, TWICE = "204", "205"
"""Table 0357."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that is kept, and whether it came for the first time."""

    move_id: int
    visit_id: UUID
    is_new: bool


@transaction.atomic
def keep(*, message: Message, digest: str, by: Actor, now: datetime | None = None) -> Kept:
    """Keep a message. Raises Wrong for a place that is not the system's own, or a number that was another message's."""
    by.must(Permission.MOVE_PERSON)
    place_id = place_of(message.place_code, message.at, by)
    visit = open_visit(message.visit, by, message.number_system)
    before = ToldMove.objects.filter(system_id=by.staff_id, control=message.control).first()
    if before is not None:
        if before.digest != digest:
            raise Wrong("MSH-10", "was the number of another message.", TWICE)
        return Kept(before.pk, before.visit_id, is_new=False)
    now = now or timezone.now()
    made = ToldMove.objects.create(
        visit=visit,
        system_id=by.staff_id,
        control=message.control,
        digest=digest,
        kind=message.kind.value,
        at=message.at,
        recorded_at=message.recorded_at,
        admitted_at=message.admitted_at,
        place_id=place_id,
        received_at=now,
        person_id=message.patient.person_id,
        nhs_number=message.patient.nhs_number[:20],
        family=message.patient.family[:100],
        given=message.patient.given[:100],
        birth_date=message.patient.birth_date,
    )
    Visit.objects.filter(pk=visit.pk).update(last_told_at=now)
    payload: dict[str, PayloadValue] = {"move": made.pk, "visit_id": str(visit.pk), "told": message.kind.value}
    record(kind=EventKind.MOVE_TOLD, person_id=None, by=by, payload=payload)
    return Kept(made.pk, visit.pk, is_new=True)


def open_visit(number: str, by: Actor, number_system: str = "") -> Visit:
    """Return a visit of a system's own, held until the transaction ends; it is made where there is none yet."""
    made = Visit(
        system_id=by.staff_id,
        organisation_id=by.organisation_id,
        number=number,
        number_system=number_system[:LONGEST_SYSTEM],
    )
    Visit.objects.bulk_create([made], ignore_conflicts=True)
    return Visit.objects.select_for_update().get(system_id=by.staff_id, number=number)


def place_of(code: str, at: datetime, by: Actor) -> UUID:
    """Return where a code says; without one, the organisation of the system. Nobody tells of another's patients."""
    if not code:
        return by.organisation_id
    found = directory.by_code(code, on=timezone.localdate(at))
    if found is None:
        raise Wrong("PV1-3", f"names {code[:12]}, which is no organisation here.", UNKNOWN_KEY)
    if found.id not in remit_of(by.organisation_id, by.organisation_code).ids:
        raise Wrong("PV1-3", f"names {found.code}, which is not part of {by.organisation_code}.", UNKNOWN_KEY)
    return found.id
