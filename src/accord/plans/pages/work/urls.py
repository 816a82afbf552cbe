"""Addresses of my work."""

from __future__ import annotations

from django.urls import path

from accord.plans.pages.work import views

urlpatterns = [path("", views.show_work, name="work")]
