"""Addresses of the competence register and of training cover. A member of staff stands in them by id."""

from __future__ import annotations

from django.urls import path

from accord.access.pages.training import views_cover, views_own, views_register

app_name = "training"
urlpatterns = [
    path("training", views_register.show_register, name="register"),
    path("training/counts.csv", views_register.download_counts, name="counts"),
    path("training/staff/<uuid:staff_id>", views_register.show_member, name="member"),
    path("training/staff/<uuid:staff_id>/record", views_register.record_entry, name="record"),
    path("training/staff/<uuid:staff_id>/withdraw/<slug:kind>", views_register.withdraw_entry, name="withdraw"),
    path("training-cover", views_cover.show_cover, name="cover"),
    path("training-cover/counts.csv", views_cover.download_cover, name="cover_counts"),
    path("your-training", views_own.show_own, name="own"),
]
