"""Addresses of cancellations as they are followed."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pages.cancellations import views

app_name = "cancellations"
urlpatterns = [
    path("people/<uuid:person_id>/cancellations", views.show_cancellations, name="of_person"),
    path("people/<uuid:person_id>/cancellations/<uuid:holder_id>", views.answer_for, name="answer"),
]
