"""Addresses of what other systems did not take."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pages.systems import views

app_name = "deliveries"
urlpatterns = [
    path("deliveries", views.show_deliveries, name="all"),
    path("deliveries/announcements/again", views.announce_again, name="announce_again"),
    path("deliveries/<uuid:subscription_id>/again", views.replay, name="replay"),
]
