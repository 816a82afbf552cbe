"""One measure of a run."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.pages.guards import permitted
from accord.assurance.pages.looks import look
from accord.assurance.pages.presenters_measures import MeasureScreen
from accord.assurance.queries import places
from accord.domain.authority import Permission
from accord.soundness.measures.catalogue import BY_ID
from accord.web.pages import render


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_safe
def show_measure(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Show one measure, its funnel narrowed to an area where one is asked for (`?area=`)."""
    measure = BY_ID.get(measure_id)
    if measure is None:
        raise Http404
    looked = look(request)
    if looked is None:
        return redirect("assurance:overview")
    area = request.GET.get("area", "")
    if area and area not in {each.area_code for each in places.sites(looked.run, looked.scope)}:
        raise Http404
    return render(request, "assurance/measure.jinja", MeasureScreen(looked, measure, area))
