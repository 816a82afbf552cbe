"""A visit by all that was told of it; each system sees its own alone."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from accord.domain.authority import Actor
from accord.domain.told_moves import NOWHERE, Course, Incomplete, Told, ToldKind, course_of
from accord.projections.fhir.encounters import ToldVisit
from accord.sharing.models import ToldMove, Visit


def of_system(by: Actor) -> QuerySet[Visit]:
    """Return the visits of which a system told, the first one first."""
    return Visit.objects.filter(system_id=by.staff_id).order_by("first_told_at", "id")


def find(visit_id: UUID, by: Actor) -> Visit | None:
    """Return a visit of which the system told, or None."""
    return of_system(by).filter(pk=visit_id).first()


def course_of_moves(told: Iterable[ToldMove]) -> Course:
    """Return the course that messages make together; raises Incomplete where one is missing."""
    return course_of(
        Told(
            kind=ToldKind(each.kind),
            at=each.at,
            recorded_at=each.recorded_at,
            number=each.pk,
            place=each.place_id,
            admitted_at=each.admitted_at,
        )
        for each in told
    )


def told_visit(visit: Visit) -> ToldVisit:
    """Return a visit as it was told, whether or not it is known whose it is."""
    told = list(visit.told.exclude(state="away"))
    try:
        course = course_of_moves(told)
    except Incomplete:
        course = NOWHERE
    return ToldVisit(
        visit_id=visit.pk,
        number=visit.number,
        number_system=visit.number_system,
        course=course,
        is_told=bool(told),
        person_id=visit.person_id,
    )
