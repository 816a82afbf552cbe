"""Look-backs of an area: listed, opened, watched and closed. Nobody is named on any of these pages."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.access.submissions import once, token
from accord.assurance.actions import look_backs as actions
from accord.assurance.pages.look_backs.forms import CloseForm, OpenForm
from accord.assurance.pages.look_backs.presenters import ListScreen, LookBackScreen, PreviewScreen
from accord.assurance.queries import look_backs
from accord.assurance.queries.look_backs import View
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.web.pages import render

OPEN = "open"
"""The button of the preview that opens what was previewed."""


@permitted(Permission.OPEN_LOOK_BACK)
@never_cache
@require_safe
def list_look_backs(request: HttpRequest) -> HttpResponse:
    """Show the look-backs of the area, newest first."""
    return render(request, "assurance/look_backs.jinja", ListScreen(look_backs.of(actor_of(request)), timezone.now()))


@permitted(Permission.OPEN_LOOK_BACK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def open_look_back(request: HttpRequest) -> HttpResponse:
    """Ask for a look-back, show what it would be over, and then open it."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        asked, by = form.asked(), actor_of(request)
        try:
            if request.POST.get("step") == OPEN:
                made = actions.open_one(asked=asked, by=by)
                actions.ask_if_few(look_back_id=made)
                messages.success(request, "The look-back is open. Whoever may review each decision is asked.")
                return redirect("assurance:look_back", made)
            sent = [(name, str(value)) for name, value in request.POST.items()]
            page = PreviewScreen(asked, actions.preview(asked=asked, by=by), sent)
            return render(request, "assurance/look_back_preview.jinja", page, submission=token())
        except Refused as refused:
            form.add_refused(refused)
    status = 422 if form.summary_lines() else 200
    return render(request, "assurance/look_back_new.jinja", status=status, form=form)


@permitted(Permission.OPEN_LOOK_BACK)
@never_cache
@require_safe
def show_look_back(request: HttpRequest, look_back_id: UUID) -> HttpResponse:
    """Show how far a look-back has come, site by site."""
    held, now = _held(request, look_back_id), timezone.now()
    page = LookBackScreen(held, look_backs.progress(look_back_id, now), now)
    return render(request, "assurance/look_back.jinja", page)


@permitted(Permission.OPEN_LOOK_BACK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def close_look_back(request: HttpRequest, look_back_id: UUID) -> HttpResponse:
    """Close a look-back with what was learned."""
    held, now = _held(request, look_back_id), timezone.now()
    if held.closing is not None:
        return redirect("assurance:look_back", look_back_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.close(look_back_id=look_back_id, words=form.cleaned_data["words"], by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused)
        except Conflict as conflict:
            messages.warning(request, str(conflict))
            return redirect("assurance:look_back", look_back_id)
        else:
            messages.success(request, "The look-back is closed. Its summary is kept.")
            return redirect("assurance:look_back", look_back_id)
    status = 422 if form.summary_lines() else 200
    page = LookBackScreen(held, look_backs.progress(look_back_id, now), now)
    return render(request, "assurance/look_back_close.jinja", page, status=status, form=form, submission=token())


def _held(request: HttpRequest, look_back_id: UUID) -> View:
    """Return a look-back of one's own area; for any other there is no page."""
    found = look_backs.one(actor_of(request), look_back_id)
    if found is None:
        raise Http404
    return found
