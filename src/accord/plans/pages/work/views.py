"""The page that everybody lands on: what waits for them, in the role in which they act."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accord.access.actions import reads
from accord.access.pages.guards import any_role
from accord.access.queries import alerts, notices
from accord.domain.authority import Permission
from accord.domain.competence import NOT_ASKED
from accord.domain.relationships import AccessBasis
from accord.organisations.queries import competence
from accord.people.queries import identities
from accord.plans.pages.persons import actor_of
from accord.plans.pages.work.notices import say_notice
from accord.plans.pages.work.presenters import WorkScreen, groups_of
from accord.plans.queries import work
from accord.web.pages import render


@any_role
@require_GET
def show_work(request: HttpRequest) -> HttpResponse:
    """Show what waits, in groups; with `?group=` the whole of one. Each person who is named leaves a trace."""
    actor, now, wanted = actor_of(request), timezone.now(), request.GET.get("group", "")
    groups = groups_of(work.for_actor(actor, now), now)
    if wanted:
        groups = tuple(replace(group, limit=None) for group in groups if group.name == wanted)
        if not groups:
            raise Http404
    shown = {row.person_id for group in groups for row in group.shown}
    people = identities.many(shown)
    reads.note_all(by=actor, person_ids=people, purpose=reads.Purpose.CARE, what="work", basis=AccessBasis.WORK.value)
    signer = competence.of_signer(actor, now) if actor.may(Permission.SIGN_PLAN) else NOT_ASKED
    to_explain = alerts.count_to_explain(actor)
    page = WorkScreen(groups, people, actor, is_one_group=bool(wanted), signer=signer, to_explain=to_explain)
    if told := [] if wanted else notices.waiting(actor):
        said = tuple(say_notice(each, now) for each in told)
        page = replace(page, notices=said, newest_notice=told[0].notice_id)
    return render(request, "plans/work.jinja", page)
