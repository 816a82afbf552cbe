"""Looks outside a relationship, and reviewing them: an alert, one look, a person's or a member of staff's looks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.access import submissions
from accord.access.actions import alerts as actions
from accord.access.pages.guards import permitted
from accord.access.pages.looks.forms import ReviewForm
from accord.access.pages.looks.presenters_alerts import AlertRow
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, look_at
from accord.access.queries import alerts as queries
from accord.access.queries import looks
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.domain.look_reviews import Reviewed
from accord.domain.relationships import AccessBasis
from accord.organisations.queries import staff
from accord.web.pages import Pages

PAGE = 25
SAYS = "A review is added and never changed. It says nothing against anybody by itself."
KEPT = "Your review is kept."


@permitted(Permission.VIEW_ACCESS_LOG)
@never_cache
@require_GET
def show_alerts(request: HttpRequest) -> HttpResponse:
    """List the looks outside a relationship, those that wait for a review first, with how many there are."""
    organisation_id = actor_of(request).organisation_id
    counts = queries.counts(organisation_id)
    pages = Pages.of(request, total=counts.all, size=PAGE)
    rows = [AlertRow(each) for each in queries.of_organisation(organisation_id, offset=pages.offset, most=pages.size)]
    shown = {"rows": rows, "counts": counts, "pages": pages, "back": reverse("looks:who_looked")}
    return render(request, "access/alerts.jinja", shown)


@permitted(Permission.VIEW_ACCESS_LOG)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def review_alert(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Show one, with whose record it was and the reasons given, and take what came of a review."""
    actor, alert = actor_of(request), queries.one(alert_id)
    if alert is None or alert.organisation_id != actor.organisation_id:
        raise Http404
    person = look_at(request, alert.person_id, "alert", basis=AccessBasis.REVIEWING)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if _is_kept(request, form, Reviewed(alert_id=alert_id)):
        return redirect("looks:alerts")
    shown = {
        "row": AlertRow(alert),
        "name": person.display_name,
        "form": form,
        "submission": submissions.token(),
        "person_page": reverse("looks:of_person", args=[alert.person_id]),
        "staff_page": reverse("looks:of_staff", args=[alert.staff_id]),
        "back": reverse("looks:alerts"),
    }
    return render(request, "access/alert.jinja", shown, status=422 if form.summary_lines() else 200)


@permitted(Permission.VIEW_ACCESS_LOG)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def review_look(request: HttpRequest, log_id: int) -> HttpResponse:
    """Take what came of a review of one look."""
    look = looks.one(log_id, organisation_id=actor_of(request).organisation_id)
    if look is None:
        raise Http404
    back = reverse("looks:of_staff", args=[look.staff_id])
    return _review(request, "Review this look", look.staff_name, back, Reviewed(log_id=log_id))


@permitted(Permission.VIEW_ACCESS_LOG)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def review_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take what came of a review of all looks at one person's record until now."""
    page = looks.of_person(person_id, organisation_id=actor_of(request).organisation_id)
    if not page.looks:
        raise Http404
    person = look_at(request, person_id, "who_looked", basis=AccessBasis.REVIEWING)
    back = reverse("looks:of_person", args=[person_id])
    of = Reviewed(person_id=person_id, log_id=page.looks[0].log_id)
    return _review(request, "Review the looks at this record", person.display_name, back, of)


@permitted(Permission.VIEW_ACCESS_LOG)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def review_staff(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Take what came of a review of all looks of one member of staff until now."""
    name = staff.names_of([staff_id]).get(staff_id, "")
    page = looks.of_staff(staff_id, organisation_id=actor_of(request).organisation_id)
    if not page.looks:
        raise Http404
    back = reverse("looks:of_staff", args=[staff_id])
    return _review(request, "Review these looks", name, back, Reviewed(staff_id=staff_id, log_id=page.looks[0].log_id))


def _review(request: HttpRequest, title: str, name: str, back: str, of: Reviewed) -> HttpResponse:
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if _is_kept(request, form, of):
        return redirect(back)
    screen = FormScreen(title=title, form=form, back=back, name=name, button="Keep this review", guidance=[SAYS])
    return show(request, screen)


def _is_kept(request: HttpRequest, form: ReviewForm, of: Reviewed) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        actions.review(of=of, outcome=given["outcome"], words=given["words"], by=actor_of(request))
    except Refused as refused:
        form.add_refused(refused)
        return False
    messages.success(request, KEPT)
    return True
