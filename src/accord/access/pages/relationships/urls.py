"""Addresses of the pages about who looks after whom."""

from __future__ import annotations

from django.urls import path

from accord.access.pages.relationships import views, views_explaining

app_name = "relationships"
urlpatterns = [
    path("people/<uuid:person_id>/open", views.open_with_reason, name="open"),
    path("people/<uuid:person_id>/relationships", views.show_relationships, name="all"),
    path("people/<uuid:person_id>/relationships/new", views.record_relationship, name="new"),
    path("people/<uuid:person_id>/relationships/<uuid:relationship_id>/end", views.end_relationship, name="end"),
    path("your-looks", views_explaining.show_own, name="own_looks"),
    path("your-looks/<uuid:alert_id>", views_explaining.explain, name="explain"),
]
