"""Addresses of publications: each stands in them by its id, and a file by its name."""

from __future__ import annotations

from django.urls import path

from accord.assurance.pages import views_publications as views

urlpatterns = [
    path("assurance/publications", views.list_publications, name="publications"),
    path("assurance/publications/new", views.prepare, name="publication_new"),
    path("assurance/publications/<uuid:publication_id>", views.show, name="publication"),
    path("assurance/publications/<uuid:publication_id>/decide", views.decide, name="publication_decide"),
    path("assurance/publications/<uuid:publication_id>/<str:name>", views.fetch, name="publication_file"),
]
