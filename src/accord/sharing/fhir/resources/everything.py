"""Everything that one organisation may read of one person: for `$everything`, and for an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.people import Identity
from accord.plans.queries import shared_plans
from accord.plans.queries.shared_plans import Shared
from accord.projections.fhir import people
from accord.projections.fhir.elements import Made
from accord.sharing.fhir.exported import SCOPE, USUAL
from accord.sharing.fhir.opened import id_of, opened
from accord.sharing.fhir.outcomes import Issue, outcome
from accord.sharing.fhir.registry import Asker, Inquiry
from accord.sharing.fhir.resources.documents import pointers
from accord.sharing.fhir.resources.plans import of_kind
from accord.sharing.fhir.searches import Query
from accord.sharing.fhir.searchsets import BASE
from accord.sharing.fhir.versions import held_of
from accord.web.addresses import absolute

WHAT = "fhir_everything"


def shared_with(person: Identity, by: Actor, now: datetime) -> Shared:
    """Return what stands for a person whose record was opened, as an organisation may read it."""
    return shared_plans.of(person, by, now)


def resources_of(person: Identity, shared: Shared, kinds: Iterable[str]) -> Iterator[Made]:
    """Yield the resources of a person that are of these kinds, each with its version."""
    for kind in kinds:
        match kind:
            case "Patient":
                found: Iterable[Made] = [people.patient(person)]
            case "RelatedPerson":
                found = people.related_persons(person)
            case _:
                found = of_kind(kind, shared)
        yield from (held_of(each).made for each in found)


def _everything(asker: Asker, number: str, query: Query) -> Made | None:
    del query
    person_id = id_of(number)
    person = opened(asker, person_id, WHAT) if person_id else None
    if person is None:
        return None
    shared = shared_with(person, asker.actor, timezone.now())
    found = [*resources_of(person, shared, USUAL), *pointers(asker, person, shared)]
    issues = [Issue(severity="information", code="informational", words=each) for each in shared.said]
    beside = [{"resource": outcome([each]), "search": {"mode": "outcome"}} for each in issues]
    base = absolute(asker.request, BASE)
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "timestamp": timezone.now().isoformat(timespec="milliseconds"),
        "total": len(found),
        "link": [{"relation": "self", "url": f"{base}/Patient/{number}/$everything"}],
        "entry": [
            {"fullUrl": f"{base}/{each['resourceType']}/{each['id']}", "resource": each, "search": {"mode": "match"}}
            for each in found
        ]
        + beside,
    }


EVERYTHING = Inquiry(
    name="everything",
    says="All that this organisation may read of one person: what a person's own copy is made of.",
    definition="http://hl7.org/fhir/OperationDefinition/Patient-everything",
    run=_everything,
    scope=SCOPE,
)
