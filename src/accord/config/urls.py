"""Addresses: each room brings its own; here is only what belongs to no room."""

from importlib.util import find_spec

from django.urls import include, path

from accord.config import views

PAGES = (
    "access.pages",
    "access.pages.people",
    "access.pages.looks",
    "access.pages.systems",
    "access.pages.relationships",
    "access.pages.training",
    "access.pages.transparency",
    "plans.pages",
    "assurance.pages",
    "sharing.fhir",
    "sharing.pointers",
    "sharing.pages.copies",
    "sharing.pages.downtime",
    "sharing.pages.cancellations",
    "sharing.pages.systems",
    "sharing.pages.moves",
    "sharing.pages.kept",
    "sharing.streams",
    "sharing.pages.demographics",
    "sharing.pages.partners",
)
READY = [pages for pages in PAGES if find_spec(f"accord.{pages}.urls")]

urlpatterns = [
    path("health", views.show_health, name="health"),
    *(path("", include(f"accord.{pages}.urls")) for pages in READY),
]

handler400 = "accord.config.views.show_bad_request"
handler403 = "accord.config.views.show_forbidden"
handler404 = "accord.config.views.show_not_found"
handler500 = "accord.config.views.show_failure"
