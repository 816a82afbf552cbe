"""Recording that an action is done, with what shows it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.access.submissions import once
from accord.assurance.actions import following
from accord.assurance.actions.steps import At
from accord.assurance.pages.follow.forms import EvidenceForm
from accord.assurance.pages.follow.presenters_steps import StepScreen
from accord.assurance.pages.follow.subjects import names_of, signal_of
from accord.assurance.queries.held_signals import Agreed, Held
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.signal_answers import may_finish
from accord.web.numerals import read_whole
from accord.web.pages import render


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def finish(request: HttpRequest, signal_id: UUID, of: int) -> HttpResponse:
    """Ask what shows that an action is done, and record it."""
    held, actor = signal_of(request, signal_id, timezone.now()), actor_of(request)
    action, names = _action(held, of, actor), names_of([held])
    form = EvidenceForm(request.POST if request.method == "POST" else None, held=held, by=actor, names=names)
    status = 200
    if form.is_bound and form.is_valid():
        at = At(signal_id=signal_id, after=read_whole(request.POST.get("after", ""), -1))
        try:
            following.finish(at=at, of=of, by=actor, **form.cleaned_data)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            status = 409
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "It is recorded that the action is done.")
            return redirect("assurance:signal", signal_id)
    screen = StepScreen.of_action(held, action, names)
    status = status if status != 200 or not form.summary_lines() else 422
    return render(request, "assurance/signal_step.jinja", screen, form=form, status=status)


def _action(held: Held, of: int, by: Actor) -> Agreed:
    found = next((each for each in held.actions if each.number == of), None)
    if found is None or not may_finish(found.owner_code, by):
        raise Http404
    return found
