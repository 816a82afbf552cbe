"""The competence register of one's own organisation: shown, added to, and what was recorded in error withdrawn."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.access.pages.training.forms import EntryForm
from accord.access.pages.training.presenters import (
    EntryScreen,
    MemberRow,
    MemberScreen,
    RegisterScreen,
    member_rows,
    revision_rows,
)
from accord.domain.authority import Permission
from accord.domain.competence import Competence
from accord.domain.errors import Refused
from accord.organisations.actions import competence
from accord.organisations.queries import directory, register, training_cover
from accord.organisations.queries.register import Member, Register
from accord.web.forms import Form
from accord.web.pages import render as render_page

RECORDING = (
    "What is recorded of one member of staff is then looked for in everybody else who signs here: where it has run out"
    " or is not recorded, signing asks why."
)


@permitted(Permission.EDIT_COMPETENCE)
@never_cache
@require_safe
def show_register(request: HttpRequest) -> HttpResponse:
    """Show how what is expected of each member of staff stands, and how many are current."""
    held = _register(request)
    page = RegisterScreen(
        organisation=cast(Any, request).organisation_name,
        rows=member_rows(held.members),
        covers=training_cover.of_register(held),
    )
    return render_page(request, "training/register.jinja", page)


@permitted(Permission.EDIT_COMPETENCE)
@never_cache
@require_GET
def download_counts(request: HttpRequest) -> HttpResponse:
    """Give the counts of one's own organisation as a CSV file."""
    held = _register(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="training-counts.csv"'
    provider = directory.by_id(held.organisation_id)
    training_cover.write_own(cast(Any, response), provider, training_cover.of_register(held))
    return response


@permitted(Permission.EDIT_COMPETENCE)
@never_cache
@require_safe
def show_member(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Show one member of staff: how everything stands, and all that the organisation recorded of them."""
    member = _member(request, staff_id)
    history = register.history(staff_id, actor_of(request).organisation_id)
    page = MemberScreen(row=MemberRow(member), revisions=revision_rows(staff_id, history))
    return render_page(request, "training/member.jinja", page, crumbs=page.crumbs)


@permitted(Permission.EDIT_COMPETENCE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def record_entry(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Take one training or check of a member of staff."""
    member = _member(request, staff_id)
    form = EntryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            competence.record(staff_id=staff_id, entry=form.entry(), by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "Recorded. It counts from now on.")
            return redirect("training:member", staff_id)
    title = "Record training, or a check of registration"
    return _show(request, EntryScreen(member=member, form=form, title=title, button="Record", guidance=RECORDING))


@permitted(Permission.EDIT_COMPETENCE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def withdraw_entry(request: HttpRequest, staff_id: UUID, kind: str) -> HttpResponse:
    """Ask, and then withdraw what was recorded of one kind in error."""
    member, found = _member(request, staff_id), next((each for each in Competence if each.value == kind), None)
    if found is None:
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            competence.withdraw(staff_id=staff_id, kind=found, by=actor_of(request))
        except Refused as refused:
            messages.warning(request, str(refused.errors[0].wrong))
        else:
            messages.success(request, "Withdrawn. It does not count any more, and stays to be seen.")
        return redirect("training:member", staff_id)
    guidance = f"“{found.words}” was recorded in error. It will not count any more. If it has only run out, leave it."
    title = "Withdraw what was recorded in error"
    screen = EntryScreen(member=member, form=form, title=title, button="Withdraw it", guidance=guidance, warning=True)
    return _show(request, screen)


def _register(request: HttpRequest) -> Register:
    return register.register(actor_of(request).organisation_id, timezone.localdate())


def _member(request: HttpRequest, staff_id: UUID) -> Member:
    """Return a member of one's own staff of whom something is expected; for anybody else there is no page."""
    member = _register(request).member(staff_id)
    if member is None or not member.stands:
        raise Http404
    return member


def _show(request: HttpRequest, screen: EntryScreen) -> HttpResponse:
    status = 422 if screen.form.summary_lines() else 200
    return render(request, "training/entry.jinja", {"page": screen, "form": screen.form}, status=status)
