"""Addresses of the pages about who looked."""

from __future__ import annotations

from django.urls import path

from accord.access.pages.looks import views, views_alerts, views_lookers

app_name = "looks"
urlpatterns = [
    path("who-looked", views.who_looked, name="who_looked"),
    path("who-looked/people/<uuid:person_id>", views.of_person, name="of_person"),
    path("who-looked/staff/<uuid:staff_id>", views.of_staff, name="of_staff"),
    path("who-looked/people/<uuid:person_id>/review", views_alerts.review_person, name="review_person"),
    path("who-looked/staff/<uuid:staff_id>/review", views_alerts.review_staff, name="review_staff"),
    path("who-looked/looks/<int:log_id>/review", views_alerts.review_look, name="review_look"),
    path("who-looked/outside", views_alerts.show_alerts, name="alerts"),
    path("who-looked/outside/<uuid:alert_id>", views_alerts.review_alert, name="alert"),
    path("people/<uuid:person_id>/who-looked", views_lookers.show_lookers, name="lookers"),
]
