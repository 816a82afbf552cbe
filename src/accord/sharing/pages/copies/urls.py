"""Addresses of copies. A copy stands in an address by its code, which says nothing of whom it is about."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pages.copies import views, views_checking

app_name = "copies"
urlpatterns = [
    path("people/<uuid:person_id>/copies", views.show_copies, name="of_person"),
    path("people/<uuid:person_id>/copies/print", views.print_copy, name="print"),
    path("people/<uuid:person_id>/copies/<uuid:copy_id>/taken-back", views.take_back, name="taken_back"),
    path("check-a-copy", views_checking.check, name="check"),
    path("copy/<str:code>", views_checking.show_standing, name="standing"),
    path("copy-keys.json", views_checking.show_keys, name="keys"),
]
