"""Addresses of look-backs, under the namespace of assurance."""

from __future__ import annotations

from django.urls import path

from accord.assurance.pages.look_backs import views

urlpatterns = [
    path("assurance/look-backs", views.list_look_backs, name="look_backs"),
    path("assurance/look-backs/new", views.open_look_back, name="look_back_new"),
    path("assurance/look-backs/<uuid:look_back_id>", views.show_look_back, name="look_back"),
    path("assurance/look-backs/<uuid:look_back_id>/close", views.close_look_back, name="look_back_close"),
]
