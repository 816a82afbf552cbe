"""RelatedPerson: those close to one person."""

from __future__ import annotations

from uuid import UUID

from accord.people.queries import held_contacts
from accord.projections.fhir import people
from accord.sharing.fhir.opened import id_of, opened
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Found, Held, Resource, a_part, none_found
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.sharing.fhir.versions import held_of

WHAT = "fhir_related_person"


def _read(asker: Asker, number: str) -> Held | None:
    contact_id = id_of(number)
    person_id = held_contacts.whose(contact_id) if contact_id else None
    return next((each for each in _of(asker, person_id) if each.made["id"] == number), None) if person_id else None


def _search(asker: Asker, query: Query, skip: int, most: int) -> Found:
    person_id = query.id_of("patient", "Patient")
    if person_id is None:
        if "_id" not in query:
            raise Refusal.one(400, "required", "Say whose they are.", "patient")
        found = _read(asker, query.one("_id") or "")
        return a_part([found] if found else [], skip, most)
    asked = query.one("_id")
    held = [each for each in _of(asker, person_id) if asked in (None, each.made["id"])]
    return a_part(held, skip, most) if held else none_found()


def _of(asker: Asker, person_id: UUID) -> list[Held]:
    person = opened(asker, person_id, WHAT)
    return [held_of(each) for each in people.related_persons(person)] if person else []


RELATED_PERSON = Resource(
    type="RelatedPerson",
    says="Those close to one person; of a restricted record nobody.",
    read=_read,
    search=_search,
    profile="RelatedPerson",
    parameters=(
        SearchParameter(name="patient", type=SearchType.REFERENCE, says="Whose they are", leads_to=("Patient",)),
    ),
)
