"""Addresses for other systems."""

from __future__ import annotations

from django.urls import path

from accord.access.pages.systems import views

app_name = "systems"
urlpatterns = [
    path("oauth/token", views.token, name="token"),
    path(".well-known/smart-configuration", views.smart_configuration, name="smart_configuration"),
]
