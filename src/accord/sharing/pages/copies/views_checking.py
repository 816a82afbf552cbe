"""Checking a copy: by its code, while there is a network; by its square code, with none. Open to everybody.

How often somebody asks who is not signed in is bounded as for every page (`accord.access.knocks`).
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accord.access.pages.guards import open_to_all
from accord.domain.errors import Refused
from accord.domain.standing import EffectiveCpr
from accord.sharing.copies import codes, keys
from accord.sharing.copies.proofs import CANNOT_TELL, Finding, Kind
from accord.sharing.pages.copies.forms import CheckForm
from accord.sharing.pages.copies.presenters_checking import CheckScreen, StandingScreen
from accord.sharing.queries import copies
from accord.web.pages import render


@open_to_all
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a copy, and check a square code in the browser itself."""
    asked = CheckForm(request.GET) if "code" in request.GET else CheckForm()
    if asked.is_bound and asked.is_valid():
        return redirect(reverse("copies:standing", args=[asked.cleaned_data["code"]]))
    page = CheckScreen(_told())
    return render(request, "sharing/check.jinja", page, form=asked, status=422 if asked.is_bound else 200)


@open_to_all
@require_GET
def show_standing(request: HttpRequest, code: str) -> HttpResponse:
    """Say how a copy stands now, and nothing of whom it is about."""
    try:
        read = codes.read(code)
    except Refused as refused:
        raise Http404 from refused
    now = timezone.now()
    page = StandingScreen(_told(), read, copies.standing_of(read, now), now)
    return render(request, "sharing/standing.jinja", page)


@open_to_all
@require_GET
def show_keys(_: HttpRequest) -> JsonResponse:
    """Publish the keys with which copies were signed, and which of them were revoked."""
    return JsonResponse(keys.as_json(copies.keys().published))


def _told() -> dict[str, Any]:
    """Return what a browser needs to check a square code by itself: the keys, and the words for what it finds."""
    return {
        "keys": keys.as_json(copies.keys().published)["keys"],
        "findings": dict(Finding.pairs()),
        "kinds": dict(Kind.pairs()),
        "cpr": dict(EffectiveCpr.pairs()),
        "cannotTell": CANNOT_TELL,
        "asAt": timezone.now().isoformat(),
    }
