"""Addresses of the pages about who looked."""

from __future__ import annotations

from django.urls import path

from accord.access.pages.looks import views

app_name = "looks"
urlpatterns = [
    path("who-looked", views.who_looked, name="who_looked"),
    path("who-looked/people/<uuid:person_id>", views.of_person, name="of_person"),
    path("who-looked/staff/<uuid:staff_id>", views.of_staff, name="of_staff"),
]
