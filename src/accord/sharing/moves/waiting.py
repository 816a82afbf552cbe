"""What was told of moves and waits for somebody: visits to one's own organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from accord.domain.authority import Actor
from accord.domain.told_moves import ToldKind
from accord.organisations.queries import directory
from accord.organisations.queries.remits import remit_of
from accord.sharing.models import ToldMove
from accord.sharing.moves.patients import HeldReason

MOST = 200
LATE = timedelta(minutes=5)
"""A message that is kept longer than this was not placed by our own fault, and is shown too."""
NOT_YET = "Accord could not place it yet, by a fault of its own. It is tried each minute."


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingMove:
    """One message that waits: what it tells, and whom it names."""

    kind: ToldKind
    at: datetime
    place: str
    reason: str
    nhs_number: str
    name: str
    birth_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingVisit:
    """A visit with what of it waits, the first message first."""

    id: UUID
    number: str
    organisation: str
    person_id: UUID | None
    moves: tuple[WaitingMove, ...]
    may_settle: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it waits, each reason once."""
        return tuple(dict.fromkeys(each.reason for each in self.moves))


def of_organisation(by: Actor, now: datetime) -> Sequence[WaitingVisit]:
    """Return what waits at the actor's organisation, the longest first."""
    return _visits(_waiting(by, now).order_by("id")[:MOST])


def count(by: Actor, now: datetime) -> int:
    """Return how many visits wait."""
    return _waiting(by, now).values("visit_id").distinct().count()


def one(visit_id: UUID, by: Actor, now: datetime) -> WaitingVisit | None:
    """Return one visit that waits at the actor's organisation."""
    found = _visits(_waiting(by, now).filter(visit_id=visit_id).order_by("id"))
    return found[0] if found else None


def _waiting(by: Actor, now: datetime) -> QuerySet[ToldMove]:
    waits = Q(state="held") | Q(state="kept", received_at__lt=now - LATE)
    ours = remit_of(by.organisation_id, by.organisation_code).ids
    return ToldMove.objects.filter(waits, visit__organisation_id__in=ours).select_related("visit")


def _visits(rows: QuerySet[ToldMove]) -> Sequence[WaitingVisit]:
    by_visit: dict[UUID, list[ToldMove]] = {}
    for row in rows:
        by_visit.setdefault(row.visit_id, []).append(row)
    told = [row for held in by_visit.values() for row in held]
    named = {row.visit.organisation_id for row in told}
    places = directory.by_ids(named | {row.place_id for row in told if row.place_id})
    names = {key: place.name for key, place in places.items()}
    return [
        WaitingVisit(
            id=visit_id,
            number=held[0].visit.number,
            organisation=names.get(held[0].visit.organisation_id, ""),
            person_id=held[0].visit.person_id,
            moves=tuple(_move(row, names) for row in held),
            may_settle=any(row.state == "held" for row in held),
        )
        for visit_id, held in by_visit.items()
    ]


def _move(row: ToldMove, names: dict[UUID, str]) -> WaitingMove:
    return WaitingMove(
        kind=ToldKind(row.kind),
        at=row.at,
        place=names.get(row.place_id, "") if row.place_id else "",
        reason=HeldReason(row.reason).words if row.state == "held" else NOT_YET,
        nhs_number=row.nhs_number,
        name=" ".join(part for part in (row.given, row.family) if part),
        birth_date=row.birth_date,
    )
