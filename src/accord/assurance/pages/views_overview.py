"""The first page of assurance: what was read, and when, and what it shows."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.pages.guards import permitted
from accord.assurance.pages.looks import look
from accord.assurance.pages.presenters_overview import OverviewScreen
from accord.assurance.queries import attempts
from accord.domain.authority import Permission
from accord.web.pages import render


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_safe
def show_overview(request: HttpRequest) -> HttpResponse:
    """Show what the newest run read, within the scope of whoever looks; or say that nothing has been read yet."""
    looked = look(request)
    if looked is None:
        place = cast(Any, request).organisation_name
        return render(request, "assurance/nothing_read.jinja", None, place=place, attempt=attempts.last())
    return render(request, "assurance/overview.jinja", OverviewScreen(looked))
