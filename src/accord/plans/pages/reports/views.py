"""Plans from elsewhere: listed, reported, read, confirmed by a draft, set aside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.access.pages.guards import permitted
from accord.access.submissions import once
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict
from accord.plans.actions import reports as actions
from accord.plans.pages.one_form import OneForm, answer
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import Person, actor_of, whom
from accord.plans.pages.reports.forms import DismissForm, PaperForm, RespectForm
from accord.plans.pages.reports.presenters import ReportsScreen, may_see_report
from accord.plans.queries import drafts, records, reports, standing
from accord.plans.queries.records import Report
from accord.projections.emergency import view
from accord.web.pages import render
from accord.web.words import say_count, say_datetime


@permitted(Permission.VIEW_PLAN)
@require_GET
def list_reports(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List the plans reported from elsewhere: those that nobody has settled yet, and below them the others."""
    person, actor = whom(request, person_id, "reports"), actor_of(request)
    shown = view(
        standing.sheet(person_id), person.identity, timezone.now(), viewer_organisation=actor.organisation_code
    )
    ended = reports.settled(person_id)
    page = ReportsScreen(person, shown, records.of(person_id), drafts.open_for(person_id), actor, ended)
    return render(request, "plans/reports.jinja", page, crumbs=person.crumbs)


@permitted(Permission.REPORT_PAPER)
@require_http_methods(["GET", "POST"])
@once
def report_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record that a paper form was seen here."""
    person = whom(request, person_id, "paper form")

    def do(asked: Asked) -> str:
        paper = actions.PaperSeen(**asked.form.cleaned_data)
        actions.report_paper(person_id=person_id, paper=paper, by=actor_of(request))
        return "Reported. It now shows on the emergency screen, as reported and not confirmed here."

    asks = OneForm(
        person=person,
        title="A paper form was seen here",
        question=Question(PaperForm),
        back=person.href,
        do=do,
        button="Report it now",
    )
    return answer(request, asks)


@permitted(Permission.REPORT_PAPER)
@require_http_methods(["GET", "POST"])
@once
def read_respect(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Read a ReSPECT form that is pasted in, as another system sent it."""
    person = whom(request, person_id, "report")

    def do(asked: Asked) -> str:
        text = asked.form.cleaned_data["document"]
        read = actions.import_respect(person_id=person_id, document=text, by=actor_of(request))
        found = f"{say_count(len(read.contradictions), 'contradiction')} and {say_count(len(read.unplaced), 'item')}"
        return f"The form was read, as reported and not confirmed here: {found} without a place are named below."

    asks = OneForm(
        person=person,
        title="Read a ReSPECT form",
        question=Question(RespectForm),
        back=reverse("plans:reports", args=[person_id]),
        do=do,
        button="Read it",
    )
    return answer(request, asks)


@permitted(Permission.SIGN_PLAN)
@require_POST
@once
def draft_report(request: HttpRequest, person_id: UUID, report_id: UUID) -> HttpResponse:
    """Open a draft to confirm a report, filled with what it says."""
    _held(whom(request, person_id, "report"), report_id, actor_of(request))
    try:
        draft_id = actions.draft(report_id=report_id, by=actor_of(request))
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return redirect("plans:reports", person_id)
    messages.info(request, "This draft is filled with what was reported. Check every part with the person.")
    return redirect("plans:draft", draft_id)


@permitted(Permission.SIGN_PLAN)
@require_http_methods(["GET", "POST"])
@once
def dismiss_report(request: HttpRequest, person_id: UUID, report_id: UUID) -> HttpResponse:
    """Set a report aside, with the reason."""
    person = whom(request, person_id, "report")
    held = _held(person, report_id, actor_of(request))

    def do(asked: Asked) -> str:
        actions.dismiss(report_id=report_id, why=asked.form.cleaned_data["why"], by=actor_of(request))
        return "Set aside. It no longer shows as reported."

    asks = OneForm(
        person=person,
        title="Set a report aside",
        question=Question(DismissForm),
        back=reverse("plans:reports", args=[person_id]),
        do=do,
        button="Set it aside",
        warning=True,
        summary=(
            {"key": "Report", "value": held.kind.words},
            {"key": "From", "value": held.source},
            {"key": "Reported by", "value": f"{held.reported_by}, {say_datetime(held.reported_at)}"},
        ),
    )
    return answer(request, asks)


def _held(person: Person, report_id: UUID, actor: Actor) -> Report:
    """Return a report of this person that nobody has settled yet. Answers 404 where this reader has none."""
    for each in records.of(person.id).reports:
        if each.report_id == report_id and may_see_report(each, person, actor):
            return each
    raise Http404
