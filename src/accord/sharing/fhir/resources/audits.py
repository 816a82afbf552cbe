"""AuditEvent: who looked at somebody's record for the system's own organisation. Asking is itself a look.

What the privacy officer of the organisation sees, and no more: looks made for others are theirs to answer for. It needs
a scope that names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from accord.access.actions import reads
from accord.access.actions.reads import Purpose
from accord.access.queries import looks, systems
from accord.domain.looks import Look
from accord.domain.reaches import Reach
from accord.domain.relationships import AccessBasis
from accord.people.queries import identities
from accord.privileges.claims import reaching
from accord.projections.fhir.audits import audit_event
from accord.sharing.fhir.dates import read_span
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Found, Held, Resource, none_found
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.sharing.fhir.versions import held_of

ASKED = "fhir_audit"
HIGHEST = 2**63 - 1


def _read(asker: Asker, number: str) -> Held | None:
    if not (number.isascii() and number.isdigit() and int(number) <= HIGHEST):
        return None
    with reaching(Reach.LOG):
        look = looks.one(int(number), organisation_id=asker.actor.organisation_id)
    if look is None:
        return None
    _note(asker, look.person_id)
    return _held([look])[0]


def _search(asker: Asker, query: Query, skip: int, most: int) -> Found:
    person_id = _person_of(query)
    span = read_span(query.given.get("date", ()), "date")
    if person_id is None or identities.of(person_id) is None:
        return none_found()
    _note(asker, person_id)
    with reaching(Reach.LOG):
        found, total = looks.between(
            person_id,
            organisation_id=asker.actor.organisation_id,
            since=span.since,
            until=span.until,
            skip=skip,
            most=most,
        )
    return Found(page=_held(found), total=total)


def _person_of(query: Query) -> UUID | None:
    """Return whose looks are asked for, by either name of it; `_id` alone would not say, and is for reading."""
    named = [query.id_of(name, "Patient") for name in ("patient", "entity") if name in query]
    if not named or "_id" in query:
        raise Refusal.one(400, "required", "Say whose they are, by patient or entity, and no _id.", "patient")
    return named[0] if len(set(named)) == 1 else None


def _note(asker: Asker, person_id: UUID) -> None:
    basis = AccessBasis.REVIEWING.value
    reads.note(by=asker.actor, person_id=person_id, purpose=Purpose.ADMINISTRATION, what=ASKED, basis=basis)


def _held(found: Sequence[Look]) -> list[Held]:
    names = systems.names({each.staff_id for each in found})
    return [held_of(audit_event(each, system=names.get(each.staff_id, "")), updated=each.at) for each in found]


def _whose(name: str) -> SearchParameter:
    return SearchParameter(
        name=name,
        type=SearchType.REFERENCE,
        says="Whose record was looked at: this or the other",
        leads_to=("Patient",),
    )


AUDIT_EVENT = Resource(
    type="AuditEvent",
    says="Who looked at one person's record for the system's own organisation. Its scope has to name it.",
    read=_read,
    search=_search,
    profile="AuditEvent",
    parameters=(
        _whose("patient"),
        _whose("entity"),
        SearchParameter(name="date", type=SearchType.DATE, says="When: a day or an instant, with eq, ge, gt, le or lt"),
    ),
)
