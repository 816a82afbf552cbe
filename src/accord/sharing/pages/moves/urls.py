"""Addresses of moves that wait. A visit stands in an address by our own id, which says nothing of whom it is about."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pages.moves import views

app_name = "moves"
urlpatterns = [
    path("moves", views.show_waiting, name="waiting"),
    path("moves/<uuid:visit_id>", views.settle, name="settle"),
]
