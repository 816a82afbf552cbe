"""Giving openings back, and what came back of a pack."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.sharing.actions import downtime_returns as actions
from accord.sharing.copies import codes
from accord.sharing.pages.downtime.forms import ReturnForm
from accord.sharing.pages.downtime.presenters import PackRow, PackScreen
from accord.sharing.queries import downtime
from accord.web.pages import render
from accord.web.words import say_count

CRUMBS = [("Downtime pack", "/downtime")]
UNOPENED = "Noted: nobody opened it."


@permitted(Permission.KEEP_DOWNTIME_PACK)
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest) -> HttpResponse:
    """Take what a pack saved, and write it into the access log, once."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            given = actions.give_back(text=form.cleaned_data["openings"], by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, _said(given))
            return redirect("downtime:own")
    status = 422 if form.is_bound else 200
    return render(request, "sharing/downtime_openings.jinja", None, form=form, crumbs=CRUMBS, status=status)


@permitted(Permission.KEEP_DOWNTIME_PACK)
@require_GET
def show_pack(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    """Show one pack of one's own organisation, and who opened what, as they said."""
    try:
        line = downtime.one(pack_id, actor_of(request).organisation_id)
    except Refused as refused:
        raise Http404 from refused
    page = PackScreen(PackRow(line, timezone.now()), downtime.openings_of(pack_id))
    return render(request, "sharing/downtime_pack.jinja", page, crumbs=CRUMBS)


@permitted(Permission.KEEP_DOWNTIME_PACK)
@require_POST
def say_unopened(request: HttpRequest) -> HttpResponse:
    """Take it that these packs were never opened."""
    try:
        pack_ids = [UUID(each) for each in request.POST.getlist("pack")]
        actions.say_unopened(pack_ids=pack_ids, by=actor_of(request))
    except Conflict as conflict:
        messages.info(request, str(conflict))
    except (Refused, ValueError) as refused:
        raise Http404 from refused
    else:
        messages.success(request, UNOPENED)
    return redirect("downtime:own")


def _said(given: actions.GivenBack) -> str:
    new = f"{say_count(given.new, 'opening')} of pack {codes.shown(given.code)} written into the access log."
    return f"{new} {given.known} had been given back before." if given.known else new
