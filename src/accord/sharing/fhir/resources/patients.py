"""Patient: found by NHS number or by exact details, and never listed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.people.queries import find
from accord.projections.fhir import people
from accord.sharing.fhir.numbers import number_of
from accord.sharing.fhir.opened import id_of, opened
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Found, Held, Resource, a_part
from accord.sharing.fhir.resources.emergencies import EMERGENCY_SUMMARY
from accord.sharing.fhir.resources.everything import EVERYTHING
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.sharing.fhir.versions import held_of

WHAT = "fhir_patient"
DETAILS = ("family", "birthdate", "address-postalcode")


def _read(asker: Asker, number: str) -> Held | None:
    person_id = id_of(number)
    return _held(asker, person_id) if person_id else None


def _search(asker: Asker, query: Query, skip: int, most: int) -> Found:
    """Search for one person. Whoever gives nothing to find one by is refused: people are not listed."""
    sought = _sought(query)
    if len(sought) > 1:
        raise Refusal.one(400, "multiple-matches", find.SEVERAL_FOUND, "family")
    held = _held(asker, sought[0]) if sought else None
    return a_part([held] if held else [], skip, most)


def _sought(query: Query) -> list[UUID]:
    if "_id" in query:
        found = id_of(query.one("_id") or "")
        return [found] if found else []
    if "identifier" in query:
        return _by_number(query)
    if any(name in query for name in DETAILS):
        return _by_details(query)
    words = "A person is searched for by _id, by identifier, or by family, birthdate and address-postalcode."
    raise Refusal.one(400, "required", words)


def _by_number(query: Query) -> list[UUID]:
    found = find.by_number(number_of(query))
    return [found.person_id] if found else []


def _by_details(query: Query) -> list[UUID]:
    family, born, postcode = (query.one(name) for name in DETAILS)
    if not (family and born and postcode):
        raise Refusal.one(400, "required", f"Give all of {', '.join(DETAILS)}.")
    try:
        day = date.fromisoformat(born.removeprefix("eq"))
    except ValueError as wrong:
        raise Refusal.one(400, "value", "is a whole date, such as 1941-03-27.", "birthdate") from wrong
    return list(find.by_details(family=family, birth_date=day, postcode=postcode, given=query.one("given") or ""))


def _held(asker: Asker, person_id: UUID) -> Held | None:
    person = opened(asker, person_id, WHAT)
    return held_of(people.patient(person)) if person else None


def _private(name: str, searched_as: SearchType, says: str) -> SearchParameter:
    return SearchParameter(name=name, type=searched_as, says=says, is_private=True)


PATIENT = Resource(
    type="Patient",
    says="One person: by NHS number, or by family name, date of birth and postcode. Nobody is listed.",
    read=_read,
    search=_search,
    profile="Patient",
    operations=(EMERGENCY_SUMMARY,),
    inquiries=(EVERYTHING,),
    is_exported=True,
    parameters=(
        _private("identifier", SearchType.TOKEN, "The NHS number, with its system; posted, never in an address"),
        _private("family", SearchType.STRING, "The family name, exact, with birthdate and address-postalcode"),
        _private("given", SearchType.STRING, "A first name, where several share the rest"),
        _private("birthdate", SearchType.DATE, "The date of birth, exact"),
        _private("address-postalcode", SearchType.STRING, "The postcode, exact"),
    ),
)
