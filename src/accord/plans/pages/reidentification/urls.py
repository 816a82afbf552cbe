"""Addresses of the pages about re-identification. A request stands in them by its number."""

from __future__ import annotations

from django.urls import path

from accord.plans.pages.reidentification import views, views_decisions

urlpatterns = [
    path("re-identification", views.list_own, name="reidentifications"),
    path("re-identification/ask", views.ask, name="reidentification_ask"),
    path("re-identification/<int:number>", views.show_own, name="reidentification"),
    path("re-identification/requests", views_decisions.list_all, name="reidentification_requests"),
    path("re-identification/requests/<int:number>", views_decisions.decide, name="reidentification_decide"),
]
