"""Training cover by provider, for whoever answers for an area: counts alone, and no names of staff."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.access.pages.training.covers import CoverScreen
from accord.domain.authority import Permission
from accord.domain.competence import Competence
from accord.organisations.queries import training_cover
from accord.organisations.queries.training_cover import AreaCover
from accord.web.pages import render


@permitted(Permission.VIEW_TRAINING_COVER)
@never_cache
@require_safe
def show_cover(request: HttpRequest) -> HttpResponse:
    """Show the cover of the area, and of each provider for one competence (`?competence=`)."""
    asked = request.GET.get("competence", Competence.CPR_DECISIONS.value)
    if asked not in set(Competence):
        raise Http404
    page = CoverScreen(cover=_cover(request), kind=Competence(asked), area=cast(Any, request).organisation_name)
    return render(request, "training/cover.jinja", page)


@permitted(Permission.VIEW_TRAINING_COVER)
@never_cache
@require_GET
def download_cover(request: HttpRequest) -> HttpResponse:
    """Give the cover of every provider and competence as a CSV file, controlled for small numbers."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="training-cover.csv"'
    training_cover.write_cover(cast(Any, response), _cover(request))
    return response


def _cover(request: HttpRequest) -> AreaCover:
    return training_cover.of_area(actor_of(request).organisation_id, timezone.localdate())
