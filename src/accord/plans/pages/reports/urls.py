"""Addresses of the pages about plans from elsewhere."""

from __future__ import annotations

from django.urls import path

from accord.plans.pages.reports import views

OF_ONE = "people/<uuid:person_id>/reports/<uuid:report_id>"
urlpatterns = [
    path("people/<uuid:person_id>/reports", views.list_reports, name="reports"),
    path("people/<uuid:person_id>/reports/paper", views.report_paper, name="paper_report"),
    path("people/<uuid:person_id>/reports/read", views.read_respect, name="report_read"),
    path(f"{OF_ONE}/draft", views.draft_report, name="report_draft"),
    path(f"{OF_ONE}/set-aside", views.dismiss_report, name="report_dismiss"),
]
