"""The address of notices, as the Multicast Notification Service names its own."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pages.demographics import views

app_name = "demographics"
urlpatterns = [path("events", views.receive, name="receive")]
