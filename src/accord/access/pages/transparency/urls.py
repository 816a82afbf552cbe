"""Addresses of the log's heads and proofs: names as in RFC 9162, section 5; `v1` is the version of the answers."""

from __future__ import annotations

from django.urls import path

from accord.access.pages.transparency import views

app_name = "transparency"
urlpatterns = [
    path("transparency/v1/get-log", views.get_log, name="get_log"),
    path("transparency/v1/get-sth", views.get_sth, name="get_sth"),
    path("transparency/v1/get-sth-consistency", views.get_sth_consistency, name="get_sth_consistency"),
    path("transparency/v1/get-proof-by-hash", views.get_proof_by_hash, name="get_proof_by_hash"),
]
