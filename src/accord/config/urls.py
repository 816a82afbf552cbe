"""Addresses: each room brings its own; here is only what belongs to no room."""

from importlib.util import find_spec

from django.urls import include, path

from accord.config import views

ROOMS = [room for room in ("access", "people", "plans") if find_spec(f"accord.{room}.pages.urls")]

urlpatterns = [
    path("health", views.show_health, name="health"),
    *(path("", include(f"accord.{room}.pages.urls")) for room in ROOMS),
]

handler400 = "accord.config.views.show_bad_request"
handler403 = "accord.config.views.show_forbidden"
handler404 = "accord.config.views.show_not_found"
handler500 = "accord.config.views.show_failure"
