"""What a plan is made of, in FHIR: read out of the document that was written as it was signed, while it is current.

A plan that was replaced or cancelled is not read here: what it said no longer holds, and a status in the middle of a
resource is easily passed over. Of two current plans the one that decides gives the CPR status; a suspended one gives
none. Every search says the effective status in words beside what it found, and so does one that found nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from accord.domain.errors import Refused
from accord.plans.queries import shared_plans, versions
from accord.plans.queries.shared_plans import Shared, SharedPlan
from accord.projections.fhir.elements import Made
from accord.sharing.fhir.opened import id_of, opened
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Found, Held, Resource, none_found
from accord.sharing.fhir.resources.binaries import DOCUMENT
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.sharing.fhir.versions import held_of

WHAT = "fhir_plan"
OF_WHAT_DECIDES = frozenset({"Observation", "Flag"})
"""Those that say the one effective CPR status: of the plan alone that decides it now."""
NO_LONGER = "This plan is no longer current. Search by patient for what is."
Whose = Callable[[UUID], UUID | None]


def _search(kind: str, asker: Asker, query: Query, skip: int, most: int) -> Found:
    person_id = query.id_of("patient", "Patient")
    shared = _shared(asker, person_id) if person_id else None
    if shared is None:
        return none_found()
    asked = query.one("_id")
    held = [each for each in of_kind(kind, shared) if asked in (None, each["id"])]
    return Found(page=[held_of(each) for each in held[skip : skip + most]], total=len(held), said=shared.said)


def _read(kind: str, whose: Whose, asker: Asker, number: str) -> Held | None:
    named = id_of(number.rpartition(".")[2])
    person_id = whose(named) if named else None
    shared = _shared(asker, person_id) if person_id else None
    if shared is None:
        return None
    found = next((each for each in of_kind(kind, shared) if each["id"] == number), None)
    if found is None and whose is _by_version:
        raise Refusal.one(410, "deleted", f"{NO_LONGER} {' '.join(shared.said)}")
    return held_of(found) if found else None


def _shared(asker: Asker, person_id: UUID) -> Shared | None:
    person = opened(asker, person_id, WHAT)
    return shared_plans.of(person, asker.actor, timezone.now()) if person else None


def of_kind(kind: str, shared: Shared) -> Iterator[Made]:
    """Yield the resources of a kind out of the plans that a reader sees."""
    for plan in shared.plans:
        if kind == "Bundle":
            yield dict(plan.document)
            continue
        for entry in plan.document["entry"]:
            resource: dict[str, Any] = entry["resource"]
            if resource["resourceType"] == kind and (plan.decides or kind not in OF_WHAT_DECIDES):
                yield _as_it_stands(resource, plan)


def _as_it_stands(resource: Made, plan: SharedPlan) -> Made:
    """Return a resource with what became of the plan since: a suspended one is on hold."""
    if plan.is_suspended and resource["resourceType"] == "CarePlan":
        return {**resource, "status": "on-hold"}
    return resource


def _by_version(version_id: UUID) -> UUID | None:
    try:
        return versions.person_of(version_id)
    except Refused:
        return None


def _by_person(person_id: UUID) -> UUID | None:
    return person_id


def _resource(kind: str, says: str, whose: Whose = _by_version, *, is_searched: bool = True) -> Resource:
    patient = SearchParameter(
        name="patient", type=SearchType.REFERENCE, says="Whose they are", leads_to=("Patient",), is_required=True
    )
    return Resource(
        type=kind,
        says=says,
        read=partial(_read, kind, whose),
        search=partial(_search, kind) if is_searched else None,
        parameters=(patient,),
    )


PLANS = (
    _resource("Bundle", "A current plan as a document, as it was signed.", is_searched=False),
    _resource("CarePlan", "The treatments that a current plan recommends, and those that it does not."),
    replace(_resource("Composition", "A current plan in words, part by part."), inquiries=(DOCUMENT,)),
    _resource("Consent", "Refusals of advance decisions whose record shows all that makes them valid.", _by_person),
    _resource("Flag", "The alert of the effective recommendation about CPR.", _by_person),
    _resource("Observation", "The effective recommendation about CPR."),
    _resource("Provenance", "Who signed a current plan, and when."),
    _resource("QuestionnaireResponse", "A current plan as answers to the form, as it was signed."),
)
