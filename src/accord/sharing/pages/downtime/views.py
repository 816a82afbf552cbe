"""Switching downtime packs on, making one and taking one away, for one's own organisation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.organisations.queries import directory
from accord.sharing.actions import downtime as actions
from accord.sharing.downtime import passphrases
from accord.sharing.pages.downtime.forms import ScheduleForm
from accord.sharing.pages.downtime.presenters import EnvelopeScreen, OwnScreen
from accord.sharing.queries import downtime
from accord.web.forms import Form
from accord.web.pages import render

MADE, CHANGED, OFF = "A pack was made.", "Saved.", "No more packs are made. What was taken away stays where it lies."
NOT_MADE = "No pack was made: downtime packs are switched off."


@permitted(Permission.KEEP_DOWNTIME_PACK)
@require_GET
def show_own(request: HttpRequest) -> HttpResponse:
    """Show how packs are made, the newest, and what is asked for."""
    return _show(request, _form(request))


@permitted(Permission.KEEP_DOWNTIME_PACK)
@require_POST
def make_envelope(request: HttpRequest) -> HttpResponse:
    """Switch packs on with a new passphrase, or replace it, and show it: this once."""
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return _show(request, form, 422)
    by, now = actor_of(request), timezone.now()
    try:
        passphrase = actions.set_up(by=by, **form.cleaned_data, replaces=request.POST.get("replaces", ""))
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return redirect("downtime:own")
    actions.make(organisation_id=by.organisation_id, by=by, now=now)
    held = downtime.schedule(by.organisation_id)
    envelope = held.envelope.name if held else ""
    page = EnvelopeScreen(_organisation(request), envelope, passphrases.shown(passphrase), now)
    return render(request, "sharing/downtime_envelope.jinja", page)


@permitted(Permission.KEEP_DOWNTIME_PACK)
@require_POST
def change_schedule(request: HttpRequest) -> HttpResponse:
    """Change the hours, or switch packs off or on again."""
    form, is_on = ScheduleForm(request.POST), request.POST.get("do") != "off"
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        actions.change(by=actor_of(request), is_on=is_on, **form.cleaned_data)
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, CHANGED if is_on else OFF)
    return redirect("downtime:own")


@permitted(Permission.KEEP_DOWNTIME_PACK)
@require_POST
def make_pack(request: HttpRequest) -> HttpResponse:
    """Make a pack now."""
    by = actor_of(request)
    try:
        actions.make(organisation_id=by.organisation_id, by=by, now=timezone.now())
    except Refused:
        messages.error(request, NOT_MADE)
    else:
        messages.success(request, MADE)
    return redirect("downtime:own")


@permitted(Permission.KEEP_DOWNTIME_PACK)
@require_POST
def take_pack(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    """Send a pack as a file to be saved: its name says when it was made, and nothing of anybody."""
    by = actor_of(request)
    try:
        name, text = actions.take(pack_id=pack_id, organisation_id=by.organisation_id, by=by)
    except Refused as refused:
        raise Http404 from refused
    response = HttpResponse(text, content_type="text/html; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(request: HttpRequest) -> ScheduleForm:
    held = downtime.schedule(actor_of(request).organisation_id)
    every, valid = (held.every_hours, held.valid_hours) if held else (actions.EVERY, actions.VALID)
    return ScheduleForm(initial={"every_hours": every, "valid_hours": valid})


def _show(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    own = actor_of(request).organisation_id
    page = OwnScreen(_organisation(request), downtime.schedule(own), downtime.of_organisation(own), timezone.now())
    return render(request, "sharing/downtime.jinja", page, form=form, status=status)


def _organisation(request: HttpRequest) -> str:
    return directory.named_by_id(actor_of(request).organisation_id).name
