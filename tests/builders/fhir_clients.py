"""Another system that speaks FHIR with us, with a token of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from tests.builders.systems import OtherSystem

from accord.projections.fhir.checking import check
from accord.projections.fhir.systems import NHS_NUMBER
from accord.sharing.fhir.urls import urlpatterns

BASE = "/fhir/R4"
EVERYTHING = "system/*.cruds system/AuditEvent.rs"
ADDRESSES = frozenset(f"fhir:{each.name}" for each in urlpatterns)
"""The name of every address that answers other systems by FHIR."""
OPEN = ("metadata", "openapi", "smart-configuration", "nothing", "nothing-below", "nothing-at")
WITHOUT_TOKEN = frozenset(f"fhir:{name}" for name in OPEN)
"""Those that say what the server can do, or that there is nothing."""


@dataclass
class FhirClient:
    """A system at an organisation, that asks with a token."""

    organisation: str = "Y90001"
    scopes: str = EVERYTHING
    token: str = field(init=False)
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True, raise_request_exception=True))

    def __post_init__(self) -> None:
        """Register it, and take a token."""
        system = OtherSystem().register(self.scopes, self.organisation)
        self.token = system.ask().json()["access_token"]

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Ask for what lies at an address under the base."""
        return self.client.get(f"{BASE}/{path}", headers=self._headers(headers))

    def post(self, path: str, form: dict[str, Any], **headers: str) -> HttpResponse:
        """Post a search."""
        body = "&".join(f"{name}={value}" for name, value in form.items()).replace("|", "%7C").replace(" ", "+")
        return self.client.post(
            f"{BASE}/{path}",
            body,
            content_type="application/x-www-form-urlencoded",
            headers=self._headers(headers),
        )

    def head(self, path: str) -> HttpResponse:
        """Ask for the headers of what lies at an address under the base."""
        return self.client.head(f"{BASE}/{path}", headers=self._headers({}))

    def ask(self, path: str, *parameters: dict[str, Any]) -> HttpResponse:
        """Post an operation's parameters."""
        body = json.dumps({"resourceType": "Parameters", "parameter": parameters})
        return self.client.post(f"{BASE}/{path}", body, content_type="application/fhir+json", headers=self._headers({}))

    def delete(self, path: str) -> HttpResponse:
        """Delete what lies at an address under the base."""
        return self.client.delete(f"{BASE}/{path}", headers=self._headers({}))

    def by_number(self, number: str) -> HttpResponse:
        """Search for a person by NHS number."""
        return self.post("Patient/_search", {"identifier": f"{NHS_NUMBER}|{number}"})

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }


def said(answer: HttpResponse) -> dict[str, Any]:
    """Return the resource of an answer, which is one that FHIR allows."""
    made: dict[str, Any] = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/fhir+json")
    assert check(made) == []
    return made


def issue(answer: HttpResponse) -> tuple[str, str]:
    """Return the code and the words of an OperationOutcome's first issue."""
    first = said(answer)["issue"][0]
    return first["code"], first["diagnostics"]
