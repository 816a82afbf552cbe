"""Addresses of what a browser keeps, and of the script that opens two pages with no network."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pages.kept import views

app_name = "kept"
urlpatterns = [
    path("kept", views.show_kept, name="kept"),
    path("kept/session", views.show_session, name="session"),
    path("kept/checks", views.check, name="checks"),
    path("kept/openings", views.give_back, name="openings"),
    path("people/<uuid:person_id>/kept", views.show_words, name="words"),
    path("service-worker.js", views.show_worker, name="worker"),
]
