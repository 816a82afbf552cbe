"""Encounter: a hospital's system tells of a visit, and says how it stands now. Each system sees its own alone."""

from __future__ import annotations

import hashlib
import json
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accord.people.queries import identities
from accord.projections.fhir.elements import Made
from accord.projections.fhir.encounters import encounter
from accord.projections.fhir.incoming.modifiers import refuse_unknown
from accord.projections.fhir.incoming.said import NotTaken
from accord.sharing.fhir.opened import id_of
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Found, Held, Resource
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.sharing.fhir.versions import held_of
from accord.sharing.models import Visit
from accord.sharing.moves import visits
from accord.sharing.moves.encounters import WHOSE, News, Stated, news, read_encounter
from accord.sharing.moves.keeping import keep, open_visit, place_of
from accord.sharing.moves.messages import Message, Wrong
from accord.sharing.moves.placing import place_softly

PLACE = "Encounter.serviceProvider"
IS_THERE = "was told of already, and otherwise. Change it: PUT"


def _create(asker: Asker, made: Made) -> Held:
    stated = _read_posted(made)
    before = visits.of_system(asker.actor).filter(number=stated.number).first()
    if before is not None and _news(asker, stated, before):
        words = f"{IS_THERE} Encounter/{before.pk}."
        raise Refusal.one(409, "duplicate", words, "Encounter.identifier")
    return _tell(asker, stated, made)


def _update(asker: Asker, number: str, made: Made) -> Held | None:
    found = _find(asker, number)
    stated = _read_posted(made)
    if found is not None and stated.number != found.number:
        raise Refusal.one(422, "business-rule", "is the number of another visit.", "Encounter.identifier")
    return _tell(asker, stated, made) if found else None


def _read_posted(made: Made) -> Stated:
    try:
        refuse_unknown(made)
        stated = read_encounter(made, now=timezone.now())
    except NotTaken as refused:
        raise Refusal.of_problems(refused.problems) from refused
    except Wrong as wrong:
        raise _refusal(wrong) from wrong
    named = stated.patient.person_id
    if named is not None and identities.of(named) is None:
        raise Refusal.one(422, "not-found", WHOSE, "Encounter.subject")
    return stated


def _tell(asker: Asker, stated: Stated, made: Made) -> Held:
    """Keep what is new, all of it or nothing, and then place it."""
    digest = hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        visit = open_visit(stated.number, asker.actor, stated.number_system)
        told = [
            keep(message=_message(stated, each), digest=digest, by=asker.actor) for each in _news(asker, stated, visit)
        ]
    for each in told:
        place_softly(each.move_id)
    return _held(Visit.objects.get(pk=visit.pk))


def _news(asker: Asker, stated: Stated, visit: Visit) -> list[News]:
    now = timezone.now()
    try:
        place = place_of(stated.place_code, stated.start or now, asker.actor)
        return list(news(stated, visits.told_visit(visit).course, place, now=now))
    except Wrong as wrong:
        raise _refusal(wrong) from wrong


def _message(stated: Stated, told: News) -> Message:
    return Message(
        control=uuid4().hex,
        visit=stated.number,
        number_system=stated.number_system,
        kind=told.kind,
        at=told.at,
        recorded_at=timezone.now(),
        patient=stated.patient,
        place_code=stated.place_code,
        admitted_at=told.admitted_at,
    )


def _refusal(wrong: Wrong) -> Refusal:
    at = wrong.at if wrong.at.startswith("Encounter") else PLACE
    return Refusal.one(422, "business-rule", wrong.words, at)


def _find(asker: Asker, number: str) -> Visit | None:
    found = id_of(number)
    return visits.find(found, asker.actor) if found else None


def _held(visit: Visit) -> Held:
    return held_of(encounter(visits.told_visit(visit)), updated=visit.last_told_at)


def _read(asker: Asker, number: str) -> Held | None:
    found = _find(asker, number)
    return _held(found) if found else None


def _search(asker: Asker, query: Query, skip: int, most: int) -> Found:
    rows = visits.of_system(asker.actor)
    if "_id" in query:
        found = id_of(query.one("_id") or "")
        rows = rows.filter(pk=found) if found else rows.none()
    for values in query.tokens("identifier"):
        rows = rows.filter(number__in=[each.value for each in values])
        named = {each.system for each in values if each.system is not None}
        rows = rows.filter(number_system__in=named) if named else rows
    return Found(page=[_held(row) for row in rows[skip : skip + most]], total=rows.count())


ENCOUNTER = Resource(
    type="Encounter",
    says="An admission, told by the hospital's system: posted as it begins, put as it changes and ends.",
    read=_read,
    search=_search,
    create=_create,
    update=_update,
    parameters=(
        SearchParameter(
            name="identifier", type=SearchType.TOKEN, says="The number of the visit in the system that told of it"
        ),
    ),
)
