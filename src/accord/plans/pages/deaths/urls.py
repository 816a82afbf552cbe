"""Addresses of the pages about a death."""

from __future__ import annotations

from django.urls import path

from accord.plans.pages.deaths import views

urlpatterns = [
    path("people/<uuid:person_id>/died", views.record_death, name="death"),
    path("people/<uuid:person_id>/died/withdraw", views.withdraw_death, name="death_withdraw"),
]
