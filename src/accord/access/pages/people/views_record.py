"""Record somebody who is not known here yet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.forms_details import NewPersonForm, carried_into
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, person_page
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.people.actions import intake

TITLE = "Record a new person"
CARRY = "carry"
"""The button of the page before, which carries over what was typed there."""


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def record_person(request: HttpRequest) -> HttpResponse:
    """Ask who they are, and record them."""
    carried = request.method == "POST" and CARRY in request.POST
    sent = request.POST if request.method == "POST" else None
    form = carried_into(request.POST) if carried else NewPersonForm(sent)
    if request.method == "POST" and not carried and form.is_valid():
        try:
            person_id = intake.record(person=form.person(), by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused, {"prefix": "prefix_name"})
        else:
            messages.success(request, "The person is recorded.")
            return redirect(person_page(person_id, actor_of(request)))
    return show(request, FormScreen(title=TITLE, form=form, back="/people/find", button="Record this person"))
