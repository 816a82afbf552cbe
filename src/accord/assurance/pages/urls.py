"""Addresses of assurance. Each part brings its own, under one namespace; sites and measures stand in them by code."""

from __future__ import annotations

from django.urls import include, path

from accord.assurance.pages import views_overview

app_name = "assurance"
urlpatterns = [
    path("assurance", views_overview.show_overview, name="overview"),
    path("", include("accord.assurance.pages.registers.urls")),
]
