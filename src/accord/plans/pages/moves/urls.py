"""Addresses of the pages about moves."""

from __future__ import annotations

from django.urls import path

from accord.plans.pages.moves import views

urlpatterns = [
    path("people/<uuid:person_id>/move", views.record_move, name="move"),
    path("tasks/<uuid:task_id>/move", views.answer_move, name="move_answer"),
]
