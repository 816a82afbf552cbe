"""Saying afterwards why a record was opened with no relationship. Nothing waits for it but a question."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.access import submissions
from accord.access.actions import alerts as actions
from accord.access.pages.guards import any_role
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, look_at
from accord.access.pages.relationships.forms import ExplainForm
from accord.access.queries import alerts as queries
from accord.domain.errors import Refused
from accord.domain.relationships import AccessBasis
from accord.web.words import say_datetime

TITLE = "Why did you open this record?"
GUIDANCE = (
    "No relationship with this person was recorded where you work when you looked. The privacy officer of your"
    " organisation was told. What you say is added for them to read; nothing is taken away."
)


@dataclass(frozen=True, slots=True)
class LookToExplain:
    """A look that has no reason yet."""

    words: str
    href: str


@any_role
@never_cache
@require_GET
def show_own(request: HttpRequest) -> HttpResponse:
    """List the looks of whoever asks that have no reason yet; whose records they were is a page further."""
    looks = [
        LookToExplain(say_datetime(each.raised_at), reverse("relationships:explain", args=[each.id]))
        for each in queries.to_explain(actor_of(request))
    ]
    return render(request, "access/own_looks.jinja", {"looks": looks, "back": "/"})


@any_role
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def explain(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Ask why; only whoever looked is asked."""
    actor, alert = actor_of(request), queries.one(alert_id)
    if alert is None or alert.staff_id != actor.staff_id:
        raise Http404
    person = look_at(request, alert.person_id, "reason", basis=AccessBasis.EXPLAINING)
    form = ExplainForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.explain(alert_id=alert_id, reason=given["reason"], words=given["words"], by=actor)
        except Refused as refused:
            form.add_refused(refused, {"incident": "words"})
        else:
            messages.success(request, "Your reason is kept.")
            return redirect("/")
    said = [f"You looked on {say_datetime(alert.raised_at)}.", GUIDANCE]
    said += [f"You said: {each.reason.words}. {each.words}".strip() for each in alert.reasons]
    return show(
        request,
        FormScreen(
            title=TITLE,
            form=form,
            back=reverse("relationships:own_looks"),
            name=person.display_name,
            button="Keep this reason",
            guidance=said,
        ),
    )
