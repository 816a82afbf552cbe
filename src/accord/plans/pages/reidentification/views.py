"""Asking who stands behind a pseudonym, and being shown, once."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.access.pages.guards import permitted
from accord.access.submissions import once, token
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.reaches import Reach
from accord.people.queries import identities
from accord.plans.actions import reidentification as actions
from accord.plans.models import ReidentificationRequest
from accord.plans.pages.persons import actor_of
from accord.plans.pages.reidentification.forms import AskForm
from accord.plans.pages.reidentification.presenters import AnswerScreen, RequestScreen, RequestsScreen
from accord.plans.queries import reidentification as queries
from accord.plans.queries.reidentification import Request
from accord.privileges.claims import reaching
from accord.web.pages import Pages, render

HOME = "plans:reidentifications"


@permitted(Permission.REQUEST_REIDENTIFICATION)
@require_GET
def list_own(request: HttpRequest) -> HttpResponse:
    """Show one's own requests, newest first."""
    rows = queries.made_by(actor_of(request).staff_id)
    return render(request, "plans/reidentifications.jinja", page_of(request, rows, of_everybody=False))


@permitted(Permission.REQUEST_REIDENTIFICATION)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def ask(request: HttpRequest) -> HttpResponse:
    """Ask who stands behind pseudonyms. A page that knows which sends them `prefilled`, so that no address has them."""
    if "prefilled" in request.POST:
        form = AskForm.resume({name: request.POST.getlist(name) for name in ("column", "pseudonyms", "reason")})
    else:
        form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.shows_errors and form.is_valid():
        try:
            number = actions.ask(by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "You have asked. Somebody else decides, and this page says what.")
            return redirect("plans:reidentification", number)
    status = 422 if form.summary_lines() else 200
    shown = {"form": form, "submission": token(), "leads_back_exports": queries.leads_back_exports()}
    return render(request, "plans/reidentification_ask.jinja", status=status, **shown)


@permitted(Permission.REQUEST_REIDENTIFICATION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_own(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far a request of one's own has come; sent as a form, show the answer, once."""
    actor = actor_of(request)
    asked = _own(number, actor)
    if request.method == "POST":
        try:
            found = actions.show(number=number, by=actor)
        except Conflict as conflict:
            messages.warning(request, str(conflict))
            return redirect("plans:reidentification", number)
        with reaching(Reach.PEOPLE):
            known = identities.many(set(found.values()))
        page = AnswerScreen(asked, found, known)
        return render(request, "plans/reidentification_answer.jinja", page)
    return render(request, "plans/reidentification.jinja", RequestScreen(asked, timezone.now()))


def page_of(request: HttpRequest, rows: QuerySet[ReidentificationRequest], *, of_everybody: bool) -> RequestsScreen:
    """Return the page of requests that is asked for."""
    pages = Pages.of(request, total=rows.count())
    shown = tuple(queries.read(row) for row in rows[pages.offset : pages.offset + pages.size])
    return RequestsScreen(shown, pages, timezone.now(), of_everybody)


def _own(number: int, actor: Actor) -> Request:
    found = queries.one(number)
    if found is None or found.asked_by != actor.staff_id:
        raise Http404
    return found
