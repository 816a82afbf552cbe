"""Where somebody is cared for: arriving and leaving."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.forms_stays import EndForm, StayForm, moment
from accord.access.pages.people.presenters import StayRow
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, look_at, person_page
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.domain.people import Identity, NewStay
from accord.organisations.queries import directory
from accord.people.actions import stays

UNKNOWN_SITE = "No organisation with this code is known here. Check the code, or ask your administrator to load it."


@permitted(Permission.MOVE_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def show_stays(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show where somebody is and was, and record where they arrived."""
    identity = look_at(request, person_id, "stays")
    form = StayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _start(request, identity, form):
        messages.success(request, "Where the person is is saved.")
        return redirect("people:stays", person_id)
    shown = {
        "form": form,
        "name": identity.display_name,
        "back": person_page(person_id),
        "rows": [StayRow(stay, person_id) for stay in identity.stays],
        "submission": submissions.token(),
    }
    return render(request, "people/stays.jinja", shown, status=422 if form.summary_lines() else 200)


@permitted(Permission.MOVE_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def end_stay(request: HttpRequest, person_id: UUID, stay_id: UUID) -> HttpResponse:
    """Record when somebody left."""
    identity = look_at(request, person_id, "stays")
    if not any(stay.id == stay_id and stay.end is None for stay in identity.stays):
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end = moment(form.cleaned_data["end"])
            stays.end_stay(person_id=person_id, stay_id=stay_id, end=end, by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "Saved: the person has left.")
            return redirect("people:stays", person_id)
    back = f"/people/{person_id}/stays"
    return show(request, FormScreen(title="The person has left", form=form, back=back, name=identity.display_name))


def _start(request: HttpRequest, identity: Identity, form: StayForm) -> bool:
    said = form.cleaned_data
    site = directory.by_code(said["site"], on=timezone.localdate())
    if site is None:
        form.add_error("site", UNKNOWN_SITE)
        return False
    stay = NewStay(site_id=site.id, kind=said["kind"], start=moment(said["start"]))
    try:
        stays.start_stay(person_id=identity.person_id, stay=stay, by=actor_of(request))
    except Refused as refused:
        form.add_refused(refused)
        return False
    return True
