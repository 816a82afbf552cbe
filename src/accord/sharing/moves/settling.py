"""Somebody looks at what could not be placed, and says whose it is, or that nothing is to be done."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.choices import Choice
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.organisations.queries.remits import remit_of
from accord.people.queries import identities
from accord.sharing.models import ToldMove, Visit
from accord.sharing.moves.placing import NOBODY_NAMED, place

MOST_WORDS = 300


class Settlement(Choice):
    """What somebody who looked decided."""

    PLACED = "placed", "It is this person"
    TRIED_AGAIN = "tried_again", "Try again"
    PUT_AWAY = "put_away", "Put it away"


def settle_as(*, visit_id: UUID, person_id: UUID, by: Actor) -> bool:
    """Say whose a visit is; return whether the record shows it now. It shows what was told, in no one's own name."""
    with transaction.atomic():
        visit, waiting = _held(visit_id, by)
        if visit.person_id is not None and visit.person_id != person_id:
            raise Refused.one("person", "The visit is shown of somebody else.", "Put this away, and tell the hospital.")
        if identities.of(person_id) is None:
            raise Refused.one("person", "Nobody here has this id.")
        named = {**NOBODY_NAMED, "person_id": person_id}
        ToldMove.objects.filter(pk__in=waiting).update(**named)
        _settled(visit, Settlement.PLACED, person_id, by)
    return _placed(waiting)


def try_again(*, visit_id: UUID, by: Actor) -> bool:
    """Place again what waits, since the record may have changed; return whether it shows it now."""
    with transaction.atomic():
        visit, waiting = _held(visit_id, by)
        _settled(visit, Settlement.TRIED_AGAIN, visit.person_id, by)
    return _placed(waiting)


@transaction.atomic
def put_away(*, visit_id: UUID, words: str, by: Actor) -> None:
    """Say that nothing is to be done with what waits, and why. Whom it named is kept no longer."""
    said = clean(words, "words").strip()
    if not said:
        raise Refused.one("words", "is empty.", "Say what you found out.")
    visit, waiting = _held(visit_id, by)
    ToldMove.objects.filter(pk__in=waiting).update(
        state="away", words=said[:MOST_WORDS], settled_at=timezone.now(), settled_by=by.staff_role_id, **NOBODY_NAMED
    )
    _settled(visit, Settlement.PUT_AWAY, visit.person_id, by)


def _held(visit_id: UUID, by: Actor) -> tuple[Visit, list[int]]:
    """Return a visit to the actor's organisation, held, and what of it waits."""
    by.must(Permission.EDIT_PERSON)
    ours = Visit.objects.filter(organisation_id__in=remit_of(by.organisation_id, by.organisation_code).ids)
    visit = ours.select_for_update().filter(pk=visit_id).first()
    if visit is None:
        raise Refused.one("visit", "There is no such visit.")
    waiting = list(visit.told.filter(state="held").order_by("id").values_list("id", flat=True))
    if not waiting:
        raise Conflict("This was settled already.")
    return visit, waiting


def _settled(visit: Visit, settlement: Settlement, person_id: UUID | None, by: Actor) -> None:
    payload = {"visit_id": str(visit.pk), "settlement": settlement.value}
    record(kind=EventKind.MOVE_SETTLED, person_id=person_id, by=by, payload=payload)


def _placed(waiting: list[int]) -> bool:
    states = [place(each) for each in waiting]
    return set(states) == {"placed"}
