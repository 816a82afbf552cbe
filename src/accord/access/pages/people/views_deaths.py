"""A death is recorded, and taken back when it was wrong."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.forms_stays import DeathForm, WithdrawForm
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, look_at, person_page
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.domain.people import Death
from accord.people.actions import deaths

CLOSES = "The person’s plan closes, everywhere, at once. If this turns out to be wrong it can be taken back."
OPENS = "The person is alive, and the death was recorded wrongly. Their plan opens again as it was."


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def record_death(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record that somebody has died."""
    identity = look_at(request, person_id, "death")
    form = DeathForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        death = Death(status=form.cleaned_data["death_status"], on=form.cleaned_data["death_date"])
        try:
            deaths.record_death(person_id=person_id, death=death, by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "The death is recorded.")
            return redirect(person_page(person_id))
    screen = FormScreen(
        title="Record a death",
        form=form,
        back=person_page(person_id),
        name=identity.display_name,
        button="Record the death",
        warning=True,
        guidance=(CLOSES,),
    )
    return show(request, screen)


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def withdraw_death(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take a death back that was recorded wrongly."""
    identity = look_at(request, person_id, "death")
    if request.method == "POST":
        deaths.withdraw_death(person_id=person_id, by=actor_of(request))
        messages.success(request, "The record of the death is taken back.")
        return redirect(person_page(person_id))
    screen = FormScreen(
        title="Take back the record of a death",
        form=WithdrawForm(),
        back=person_page(person_id),
        name=identity.display_name,
        button="The person is alive",
        warning=True,
        guidance=(OPENS,),
    )
    return show(request, screen)
