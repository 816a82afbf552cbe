"""Every request, for those who decide, and the decision. Who stands behind a pseudonym is not told here."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accord.access.pages.guards import permitted
from accord.access.submissions import once, token
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.reidentification import State
from accord.plans.actions import reidentification as actions
from accord.plans.pages.persons import actor_of
from accord.plans.pages.reidentification.forms import DecisionForm
from accord.plans.pages.reidentification.presenters import RequestScreen
from accord.plans.pages.reidentification.views import page_of
from accord.plans.queries import reidentification as queries
from accord.web.pages import render

HOME = "plans:reidentification_requests"


@permitted(Permission.APPROVE_REIDENTIFICATION)
@require_GET
def list_all(request: HttpRequest) -> HttpResponse:
    """Show every request, newest first."""
    return render(request, "plans/reidentifications.jinja", page_of(request, queries.everybodys(), of_everybody=True))


@permitted(Permission.APPROVE_REIDENTIFICATION)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse a request of somebody else."""
    asked, actor = queries.one(number), actor_of(request)
    if asked is None:
        raise Http404
    screen = RequestScreen(asked, timezone.now())
    is_own = asked.asked_by == actor.staff_id
    form = DecisionForm(request.POST if request.method == "POST" and not is_own else None)
    if form.is_bound and form.is_valid():
        try:
            actions.decide(number=number, by=actor, **form.cleaned_data)
        except Refused as refused:
            form.add_refused(refused)
        except Conflict as conflict:
            messages.warning(request, str(conflict))
            return redirect("plans:reidentification_decide", number)
        else:
            messages.success(request, "Your decision is recorded.")
            return redirect(HOME)
    shown = {"form": form, "submission": token(), "may_decide": screen.state is State.WAITING and not is_own}
    status = 422 if form.summary_lines() else 200
    return render(request, "plans/reidentification_decide.jinja", screen, is_own=is_own, status=status, **shown)
