"""`Patient/$emergency-summary`: by NHS number, everything that matters now. It opens first, and asks after."""

from __future__ import annotations

from django.utils import timezone

from accord.access.actions import incidents
from accord.access.actions.reads import Purpose
from accord.access.openings import open_record
from accord.domain.plan.restrictions import Reader
from accord.people.queries import find, identities
from accord.plans.queries import restrictions, standing
from accord.projections.emergency import is_restricted, no_plan_known, view
from accord.projections.fhir.elements import Made
from accord.projections.fhir.emergencies import emergency_summary
from accord.sharing.actions.summaries import keep
from accord.sharing.doors.learning import let_in
from accord.sharing.fhir.numbers import number_of
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Operation
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.sharing.queries import summaries

WHAT = "fhir_emergency"


def _run(asker: Asker, query: Query) -> Made:
    number = number_of(query)
    found = find.by_number(number)
    stamp = summaries.stamp_of(found.person_id) if found else ""
    person = identities.of(found.person_id) if found else None
    if found is None or person is None:
        raise Refusal.one(404, "not-found", no_plan_known(timezone.now()))
    incident = query.one("incident")
    if incident:
        incidents.open_incident(person_id=person.person_id, reference=incident, by=asker.actor)
    open_record(asker.request, person, WHAT, Purpose.EMERGENCY)
    held, now = standing.sheet(person.person_id), timezone.now()
    reader = restrictions.reader_of(person, asker.actor) if is_restricted(held) else None
    shown = view(held, person, now, viewer_organisation=asker.actor.organisation_code, reader=reader)
    made = emergency_summary(shown, person, now)
    read_as = reader or Reader.of(asker.actor, None)
    keep(made, person=person, sheet=held, reader=read_as, stamp=stamp, now=now)
    if found.words:
        made["parameter"].insert(1, {"name": "number", "valueString": found.words})
    elif not incident:
        let_in(asker.request, asker.actor, number)
    return made


EMERGENCY_SUMMARY = Operation(
    name="emergency-summary",
    says="What the emergency screen shows of one person, found by NHS number. Nothing stands before an emergency.",
    needs="r",
    is_urgent=True,
    takes=(
        SearchParameter(
            name="identifier",
            type=SearchType.TOKEN,
            says="The NHS number, with its system",
            is_private=True,
            is_required=True,
        ),
        SearchParameter(
            name="incident", type=SearchType.STRING, says="The number that your service gave the incident, if any"
        ),
    ),
    run=_run,
)
