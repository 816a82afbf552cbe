"""Which of their own records a signal is about, for the staff of an organisation that is asked."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.actions import reads
from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.access.queries import relationships
from accord.assurance.actions.following import decisions_of
from accord.assurance.pages.follow.presenters_records import RecordsScreen
from accord.assurance.pages.follow.subjects import signal_of
from accord.domain.authority import Actor, Permission
from accord.domain.people import Identity
from accord.domain.reidentification import Column
from accord.domain.relationships import RELATED
from accord.domain.signal_answers import is_asked
from accord.people.queries import identities
from accord.plans.queries import reidentification
from accord.web.pages import render

READ = "signal"


@permitted(Permission.VIEW_PLAN)
@never_cache
@require_safe
def show_records(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Show whose records they are, of those people alone whom whoever looks knows by a relationship; note each look.

    This leads no pseudonym back for assurance: whoever is asked may open these records anyway, and is told which.
    """
    actor = actor_of(request)
    if not actor.may(Permission.VIEW_ASSURANCE):
        raise Http404
    held = signal_of(request, signal_id, timezone.now())
    if not is_asked(actor, held.asked):
        raise Http404
    wanted = decisions_of(held)
    behind = reidentification.people_behind(Column.DECISION, wanted)
    known = _known(actor, set(behind.values()))
    screen = RecordsScreen(held=held, wanted=wanted, behind=behind, known=known)
    return render(request, "assurance/signal_records.jinja", screen)


def _known(actor: Actor, people: set[UUID]) -> dict[UUID, Identity]:
    """Return those whom somebody knows by a relationship, each look noted on that basis."""
    known = {}
    for person_id, person in identities.many(people).items():
        basis = relationships.basis_of(person, actor)
        if basis in RELATED:
            purpose = reads.Purpose.ADMINISTRATION
            reads.note(by=actor, person_id=person_id, purpose=purpose, what=READ, basis=basis.value)
            known[person_id] = person
    return known
