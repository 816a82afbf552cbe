"""Moves that could not be placed: the list, and settling one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of, look_at
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.people import Identity
from accord.domain.relationships import AccessBasis
from accord.people.queries import find
from accord.sharing.moves import settling, waiting
from accord.sharing.moves.settling import Settlement
from accord.sharing.moves.waiting import WaitingVisit
from accord.sharing.pages.moves.forms import PutAwayForm, WhoseForm
from accord.sharing.pages.moves.presenters import SettleScreen, WaitingScreen
from accord.web.pages import render

GONE = "This was settled already."
SHOWN = "The record shows the move now. Where a plan is current, somebody is asked whether it still stands."
STILL = "It could not be placed: the reason is shown here."
AWAY = "It was put away."
FIND = "find"


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_GET
def show_waiting(request: HttpRequest) -> HttpResponse:
    """List what waits at one's own organisation."""
    page = WaitingScreen(tuple(waiting.of_organisation(actor_of(request), timezone.now())))
    return render(request, "sharing/moves.jinja", page)


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def settle(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Show one visit; find whose it may be; then say so, try again, or put it away."""
    visit = waiting.one(visit_id, actor_of(request), timezone.now())
    if visit is None:
        if request.method != "POST":
            raise Http404
        messages.info(request, GONE)
        return redirect("moves:waiting")
    step = request.POST.get("step", "")
    whose = WhoseForm(request.POST if step == FIND else None)
    away = PutAwayForm(request.POST if step == Settlement.PUT_AWAY else None)
    if request.method == "POST" and step != FIND and (step != Settlement.PUT_AWAY or away.is_valid()):
        return _settled(request, visit, step, away)
    found = _found(request, whose) if step == FIND else None
    page = SettleScreen(visit, whose, away, found, submissions.token())
    return render(request, "sharing/move.jinja", page)


def _found(request: HttpRequest, whose: WhoseForm) -> Identity | None:
    """Return who has the number that was entered, having noted the look."""
    if not whose.is_valid():
        return None
    try:
        found = find.by_number(str(whose.cleaned_data["nhs_number"]))
    except Refused as refused:
        whose.add_refused(refused)
        return None
    if found is None:
        whose.add_error("nhs_number", find.NOBODY_FOUND)
        return None
    return look_at(request, found.person_id, "held", basis=AccessBasis.KEEPING)


def _settled(request: HttpRequest, visit: WaitingVisit, step: str, away: PutAwayForm) -> HttpResponse:
    by = actor_of(request)
    try:
        if step == Settlement.PUT_AWAY:
            settling.put_away(visit_id=visit.id, words=away.cleaned_data["words"], by=by)
            messages.success(request, AWAY)
            return redirect("moves:waiting")
        if step == Settlement.PLACED:
            done = settling.settle_as(visit_id=visit.id, person_id=UUID(request.POST.get("person", "")), by=by)
        else:
            done = settling.try_again(visit_id=visit.id, by=by)
    except Conflict:
        messages.info(request, GONE)
        return redirect("moves:waiting")
    except (Refused, ValueError) as refused:
        wrong = refused.errors[0] if isinstance(refused, Refused) else None
        messages.warning(request, f"{wrong.wrong} {wrong.accepted}" if wrong else STILL)
        return redirect("moves:settle", visit.id)
    if done:
        messages.success(request, SHOWN)
        return redirect("moves:waiting")
    messages.warning(request, STILL)
    return redirect("moves:settle", visit.id)
