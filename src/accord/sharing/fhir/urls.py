"""Addresses of FHIR R4."""

from __future__ import annotations

from accord.sharing.fhir.routes import routes

app_name = "fhir"
urlpatterns = list(routes())
