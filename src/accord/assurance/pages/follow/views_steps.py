"""One step about a signal, one page: what was typed stays, whoever was first."""

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
from accord.assurance.actions.steps import At
from accord.assurance.pages.follow.forms import StepForm
from accord.assurance.pages.follow.presenters_steps import StepScreen
from accord.assurance.pages.follow.steps import BY_PART, StepPage
from accord.assurance.pages.follow.subjects import names_of, signal_of
from accord.assurance.queries.held_signals import Held
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.follow_ups import possible_steps
from accord.domain.signal_answers import may_take
from accord.web.numerals import read_whole
from accord.web.pages import render

CONFLICT, REFUSED = 409, 422


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def take(request: HttpRequest, signal_id: UUID, part: str) -> HttpResponse:
    """Ask for what one step needs, and take it."""
    held, page = signal_of(request, signal_id, timezone.now()), BY_PART.get(part)
    if page is None or not may_take(page.step, actor_of(request), held.asked):
        raise Http404
    form = _form(request, held, page)
    if not form.is_bound:
        return _show(request, held, page, form, 200)
    if not form.is_valid():
        return _show(request, held, page, form, REFUSED)
    try:
        page.take(
            At(signal_id=signal_id, after=read_whole(request.POST.get("after", ""), -1)),
            form.cleaned_data,
            actor_of(request),
        )
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return _show(request, held, page, form, CONFLICT)
    except Refused as refused:
        form.add_refused(refused)
        return _show(request, held, page, form, REFUSED)
    messages.success(request, page.done)
    return redirect("assurance:signal", signal_id)


def _form(request: HttpRequest, held: Held, page: StepPage) -> StepForm:
    sent = request.POST if request.method == "POST" else None
    return page.form(sent, held=held, by=actor_of(request), names=names_of([held], actor_of(request).organisation_code))


def _show(request: HttpRequest, held: Held, page: StepPage, form: StepForm, status: int) -> HttpResponse:
    """Show the form. Where another has taken the signal further, only what can still be done has a button."""
    is_possible = page.step in possible_steps(held.course, by=actor_of(request).staff_id)
    screen = StepScreen.of_page(held, page, is_possible=is_possible)
    return render(request, "assurance/signal_step.jinja", screen, form=form, status=status)
