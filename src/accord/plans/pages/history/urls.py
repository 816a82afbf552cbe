"""Addresses of the history pages."""

from __future__ import annotations

from django.urls import path

from accord.plans.pages.history import views

urlpatterns = [
    path("people/<uuid:person_id>/history", views.show_history, name="history"),
    path("people/<uuid:person_id>/history/<int:number>", views.show_version, name="version"),
    path("people/<uuid:person_id>/history/compare", views.compare, name="compare"),
]
