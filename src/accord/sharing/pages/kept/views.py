"""What a browser may keep, whether it still stands, and what was opened with no network."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accord.access.actions.reads import Purpose
from accord.access.openings import open_record
from accord.access.pages.guards import open_to_all, permitted
from accord.domain.authority import Permission
from accord.people.queries import identities
from accord.plans.pages.persons import actor_of, whom
from accord.sharing.actions import kept as actions
from accord.sharing.pages.kept.asked import AskedAbout, read_kept, read_openings
from accord.sharing.queries import kept
from accord.sharing.queries.kept import Became
from accord.web.pages import render


@open_to_all
@require_GET
def show_kept(request: HttpRequest) -> HttpResponse:
    """Show the page that lists what this browser kept. The server puts nothing about anybody into it."""
    return render(request, "sharing/kept.jinja", None)


@open_to_all
@require_GET
def show_worker(_: HttpRequest) -> HttpResponse:
    """Give the script that opens two pages with no network; from here it may answer for every page."""
    text = (files("accord.web") / "static" / "web" / "service-worker.js").read_bytes()
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@permitted(Permission.VIEW_EMERGENCY)
@require_GET
def show_session(request: HttpRequest) -> JsonResponse:
    """Say who is signed in, and give the token that their forms carry."""
    return JsonResponse({"who": str(actor_of(request).staff_role_id), "token": get_token(request)})


@permitted(Permission.VIEW_EMERGENCY)
@require_GET
def show_words(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Give the current plan in words, to be kept; nothing where there is none to keep."""
    if not settings.ACCORD_KEPT_HOURS:
        raise Http404
    person, now = whom(request, person_id, "kept_on_device", Purpose.EMERGENCY), timezone.now()
    found = kept.keepable(person.identity, actor_of(request), now)
    if found is None:
        return HttpResponse(status=204)
    told = {"person": str(person_id), "words": found.words, "versions": found.versions, "mark": found.mark}
    return JsonResponse(told)


@permitted(Permission.VIEW_EMERGENCY)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Say of each plan that is kept what became of it."""
    asked = read_kept(request)
    if asked is None:
        return HttpResponse(status=400)
    return JsonResponse({"at": timezone.now().isoformat(), "plans": [_became(request, each) for each in asked]})


@permitted(Permission.VIEW_EMERGENCY)
@require_POST
def give_back(request: HttpRequest) -> HttpResponse:
    """Write what was opened with no network into the access log."""
    given = read_openings(request)
    if given is None:
        return HttpResponse(status=400)
    return JsonResponse({"new": actions.give_back(given=given, by=actor_of(request))})


def _became(request: HttpRequest, each: AskedAbout) -> dict[str, Any]:
    person = identities.of(each.person_id)
    if person is None or person.merged_into is not None:
        return {"person": str(each.person_id), "state": Became.CHANGED.value}
    open_record(request, person, "kept_check", Purpose.EMERGENCY)
    found = kept.became(person, actor_of(request), timezone.now(), mark=each.mark, versions=each.versions)
    return {"person": str(each.person_id), "state": found.value}
