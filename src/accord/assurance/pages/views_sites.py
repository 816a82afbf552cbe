"""The sites of a run, and one of them. A site that may not be seen is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.pages.guards import permitted
from accord.assurance.pages.looks import look
from accord.assurance.pages.presenters_sites import SiteScreen, SitesScreen
from accord.assurance.queries import places
from accord.domain.authority import Permission
from accord.organisations.queries import directory
from accord.web.pages import Pages, render

A_PAGE = 50


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_safe
def show_sites(request: HttpRequest) -> HttpResponse:
    """List the sites within the scope of whoever looks, by name."""
    looked = look(request)
    if looked is None:
        return redirect("assurance:overview")
    sites = places.sites(looked.run, looked.scope)
    page = SitesScreen(look=looked, sites=sites, pages=Pages.of(request, total=len(sites), size=A_PAGE))
    return render(request, "assurance/sites.jinja", page)


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_safe
def show_site(request: HttpRequest, code: str) -> HttpResponse:
    """Show one site beside its area."""
    looked = look(request)
    site = places.site(looked.run, looked.scope, code) if looked else None
    if looked is None or site is None:
        raise Http404
    area = directory.by_code(site.area_code)
    page = SiteScreen(looked, site, area.name if area else site.area_code)
    return render(request, "assurance/site.jinja", page)
