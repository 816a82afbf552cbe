"""Addresses of downtime packs: ids alone."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pages.downtime import views, views_returns

app_name = "downtime"
urlpatterns = [
    path("downtime", views.show_own, name="own"),
    path("downtime/schedule", views.change_schedule, name="schedule"),
    path("downtime/envelope", views.make_envelope, name="envelope"),
    path("downtime/make", views.make_pack, name="make"),
    path("downtime/openings", views_returns.give_back, name="openings"),
    path("downtime/packs/<uuid:pack_id>", views_returns.show_pack, name="pack"),
    path("downtime/packs/<uuid:pack_id>/file", views.take_pack, name="file"),
    path("downtime/unopened", views_returns.say_unopened, name="unopened"),
]
