"""The addresses of Accord, and one more that only a system may use."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from accord.access.pages.people.subjects import actor_of
from accord.access.pages.systems.guards import system_permitted
from accord.config import urls
from accord.privileges.claims import acting


@system_permitted("system/CarePlan.rs")
def plans(request: HttpRequest) -> HttpResponse:
    """Say who comes."""
    actor = actor_of(request)
    assert acting().actor == actor
    return HttpResponse(f"{actor.role} of {actor.organisation_code}: {actor.name}")


urlpatterns = [*urls.urlpatterns, path("plans-for-systems", plans)]
