"""Place what was told: find whose it is, and make the record show the visit. What cannot be placed waits for somebody.

Each message is placed in a transaction of its own, and placed again where that was cut short: the record shows what all
messages of a visit say together, so that doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from accord.domain.errors import Refused
from accord.domain.people import Identity
from accord.domain.told_moves import Incomplete, ToldKind
from accord.people.actions.visits import show_visit
from accord.people.queries import find, identities
from accord.privileges.claims import acting_as_software
from accord.sharing.models import ToldMove, Visit
from accord.sharing.moves.messages import Patient
from accord.sharing.moves.patients import HeldReason, is_alike, whose
from accord.sharing.moves.visits import course_of_moves

OF_THE_COURSE = frozenset({HeldReason.INCOMPLETE, HeldReason.CLASH})
"""Reasons that a later message may do away with: whose it is, is known."""
COMING = frozenset({ToldKind.ADMITTED, ToldKind.TRANSFERRED})
NOBODY_NAMED = {"person_id": None, "nhs_number": "", "family": "", "given": "", "birth_date": None}
AT_ONCE = 500
_log = structlog.stdlib.get_logger("accord.moves")


def place(move_id: int) -> str:
    """Place one message, as the software itself; return its state. One that was placed, or put away, stays as it is."""
    with acting_as_software(), transaction.atomic():
        visit_id = ToldMove.objects.values_list("visit_id", flat=True).get(pk=move_id)
        visit = Visit.objects.select_for_update().get(pk=visit_id)
        move = ToldMove.objects.get(pk=move_id)
        if move.state in ("kept", "held"):
            found = _whose(move, visit)
            if isinstance(found, HeldReason):
                _hold([move], found)
            else:
                show(visit, found, move)
        return move.state


def place_softly(move_id: int) -> bool:
    """Place one where that can be done now; what fails by our own fault stays kept, for the next time."""
    try:
        return place(move_id) == "placed"
    except Exception as failed:
        _log.exception("a move could not be placed yet", move=move_id, exc_info=failed)
        return False


def place_waiting() -> int:
    """Place what was kept and not placed since, and what names somebody who is known by now; return how many."""
    kept = list(ToldMove.objects.filter(state="kept").order_by("id").values_list("id", flat=True)[:AT_ONCE])
    return sum(place_softly(each) for each in chain(kept, _known_by_now()))


def show(visit: Visit, person: Identity, move: ToldMove) -> None:
    """Make the record of a person show a visit that is held, with one message more."""
    told = [*_counting(visit).exclude(pk=move.pk), move]
    visit.person_id = person.person_id
    visit.save(update_fields=["person_id"])
    try:
        with transaction.atomic():
            visit.stay_ids = show_visit(
                person_id=person.person_id,
                stay_ids=visit.stay_ids,
                of_others=_of_others(visit),
                course=course_of_moves(told),
                by=None,
            )
    except Incomplete:
        return _hold([move], HeldReason.INCOMPLETE)
    except Refused:
        return _hold([move], HeldReason.CLASH)
    visit.save(update_fields=["stay_ids"])
    for each in told:
        _let_go(each, "placed")
    return None


def _whose(move: ToldMove, visit: Visit) -> Identity | HeldReason:
    patient = patient_of(move)
    before = identities.of(visit.person_id) if visit.person_id else None
    if before is not None and not patient.nhs_number and patient.person_id is None and is_alike(patient, before):
        return before
    found = whose(patient)
    if isinstance(found, HeldReason):
        return found
    if before is not None and found.person_id not in (before.person_id, before.merged_into):
        return HeldReason.TWO_PEOPLE
    if found.has_died and ToldKind(move.kind) in COMING:
        return HeldReason.DIED
    return found


def patient_of(move: ToldMove) -> Patient:
    """Return whom a message names."""
    return Patient(
        nhs_number=move.nhs_number,
        family=move.family,
        given=move.given,
        birth_date=move.birth_date,
        person_id=move.person_id,
    )


def _counting(visit: Visit) -> QuerySet[ToldMove]:
    """Return the messages of which the course of a visit is made: those of whom it is known whose they are."""
    waits = Q(state="held", reason__in=[each.value for each in OF_THE_COURSE])
    return ToldMove.objects.filter(Q(state="placed") | waits, visit=visit)


def _of_others(visit: Visit) -> list[UUID]:
    others = Visit.objects.filter(person_id=visit.person_id).exclude(pk=visit.pk)
    return [stay_id for stay_ids in others.values_list("stay_ids", flat=True) for stay_id in stay_ids]


def _hold(moves: Sequence[ToldMove], reason: HeldReason) -> None:
    for each in moves:
        each.state, each.reason = "held", reason.value
        each.save(update_fields=["state", "reason"])


def _let_go(move: ToldMove, state: str) -> None:
    """Note that a message is done with: whom it named is kept no longer."""
    move.state, move.reason = state, ""
    for name, nothing in NOBODY_NAMED.items():
        setattr(move, name, nothing)
    move.save(update_fields=["state", "reason", *NOBODY_NAMED])


def _known_by_now() -> Iterator[int]:
    """Yield the messages whose number nobody had, and somebody has now."""
    held = ToldMove.objects.filter(state="held", reason=HeldReason.NOT_KNOWN.value).order_by("id")
    numbers = dict(held.values_list("id", "nhs_number"))
    known = find.known_among(set(numbers.values())) if numbers else frozenset()
    return (move_id for move_id, number in numbers.items() if number in known)
