"""Addresses of signals and of their follow-up. A signal stands in them by id, an action by the number of its step."""

from __future__ import annotations

from django.urls import path

from accord.assurance.pages.follow import (
    views,
    views_actions,
    views_follow_up,
    views_records,
    views_safeguarding,
    views_steps,
)

urlpatterns = [
    path("assurance/follow-up", views_follow_up.show_follow_up, name="follow_up"),
    path("assurance/signals", views.list_signals, name="signals"),
    path("assurance/signals/safeguarding", views_safeguarding.open_site, name="signals_safeguarding"),
    path("assurance/signals/<uuid:signal_id>", views.show_signal, name="signal"),
    path("assurance/signals/<uuid:signal_id>/records", views_records.show_records, name="signal_records"),
    path("assurance/signals/<uuid:signal_id>/actions/<int:of>", views_actions.finish, name="signal_action"),
    path("assurance/signals/<uuid:signal_id>/<slug:part>", views_steps.take, name="signal_step"),
]
