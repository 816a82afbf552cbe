"""Groups of people beside all others."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.pages.guards import permitted
from accord.assurance.pages.looks import look
from accord.assurance.pages.presenters_equality import EqualityScreen
from accord.domain.authority import Permission
from accord.web.pages import render


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_safe
def show_equality(request: HttpRequest) -> HttpResponse:
    """Show decisions and missing conversations by who people are."""
    looked = look(request)
    if looked is None:
        return redirect("assurance:overview")
    return render(request, "assurance/equality.jinja", EqualityScreen(looked))
