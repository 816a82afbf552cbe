"""Correct who somebody is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.forms_details import DetailsForm, beginning_with
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, back_from_details, look_at, other_pages, person_page
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.people.actions import details
from accord.web.numerals import read_whole

RESTRICTED = "This record is restricted: where the person lives, their telephone number and their GP are not kept here."
CHANGED = "Somebody else changed these details while you were typing. Check them and save again: yours are shown here."


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def change_details(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who somebody is, and save what was corrected unless somebody else changed it meanwhile."""
    identity = look_at(request, person_id, "details")
    data = request.POST if request.method == "POST" else None
    form = DetailsForm(data, initial=beginning_with(identity), restricted=identity.restricted)
    if request.method == "POST" and form.is_valid():
        try:
            details.change_details(
                person_id=person_id, to=form.person(identity), revision=_revision(request), by=actor_of(request)
            )
        except Refused as refused:
            form.add_refused(refused, {"prefix": "prefix_name"})
        except Conflict:
            form.add_error(None, CHANGED)
        else:
            messages.success(request, "The details are saved.")
            return redirect(person_page(person_id, actor_of(request)))
    screen = FormScreen(
        title="Change name, date of birth and address",
        form=form,
        back=back_from_details(person_id, actor_of(request)),
        name=identity.display_name,
        guidance=(RESTRICTED,) if identity.restricted else (),
        revision=identity.revision,
        links=other_pages(person_id, actor_of(request)),
    )
    return show(request, screen)


def _revision(request: HttpRequest) -> int:
    return read_whole(request.POST.get("revision", ""))
