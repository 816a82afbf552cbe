"""Addresses of assurance. Each part brings its own, under one namespace; sites and measures stand in them by code."""

from __future__ import annotations

from django.urls import include, path

from accord.assurance.pages import views_equality, views_measures, views_overview, views_sites

app_name = "assurance"
urlpatterns = [
    path("assurance", views_overview.show_overview, name="overview"),
    path("assurance/sites", views_sites.show_sites, name="sites"),
    path("assurance/sites/<str:code>", views_sites.show_site, name="site"),
    path("assurance/measures/<str:measure_id>", views_measures.show_measure, name="measure"),
    path("assurance/equality", views_equality.show_equality, name="equality"),
    path("", include("accord.assurance.pages.registers.urls")),
    path("", include("accord.assurance.pages.urls_publications")),
    path("", include("accord.assurance.pages.look_backs.urls")),
    path("", include("accord.assurance.pages.follow.urls")),
]
