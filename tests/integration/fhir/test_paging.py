"""Of every kind that is searched: a count alone, and every page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from tests.builders import drafts
from tests.builders.fhir_clients import BASE, FhirClient, said

from accord.sharing.fhir.registry import Resource
from accord.sharing.fhir.resources import RESOURCES

SEARCHED = [each for each in RESOURCES if each.search and each.type != "AuditEvent"]
"""Asking who looked adds a look each time: see test_audits."""


@pytest.fixture
def planned(number: str) -> UUID:
    person = drafts.person_with_talk(nhs_number=number)
    drafts.signed(person)
    return person


def about(resource: Resource, person: UUID) -> str:
    """Return how a kind is searched for: of one person where it is of a person."""
    if resource.type == "Patient":
        return f"_id={person}"
    whose = next((each.name for each in resource.parameters if "Patient" in each.leads_to), "")
    return f"{whose}={person}" if whose else ""


def matches(made: dict[str, Any]) -> list[str]:
    return [each["resource"]["id"] for each in made.get("entry", []) if each["search"]["mode"] == "match"]


@pytest.mark.parametrize("resource", SEARCHED, ids=lambda each: each.type)
def test_count_alone_and_pages_say_the_same(client: FhirClient, planned: UUID, resource: Resource) -> None:
    query = about(resource, planned)
    counted = said(client.get(f"{resource.type}?{query}&_summary=count"))
    whole = said(client.get(f"{resource.type}?{query}&_count=100"))
    assert (matches(counted), counted["total"]) == ([], whole["total"])
    assert said(client.get(f"{resource.type}?{query}&_count=0"))["total"] == whole["total"]
    assert paged(client, f"{resource.type}?{query}&_count=1") == matches(whole)


def test_posted_search_names_its_next_page_unless_that_would_tell_who_somebody_is(
    client: FhirClient, planned: UUID, number: str
) -> None:
    posted = said(client.post("Organization/_search", {"_count": "1"}))
    assert [each["relation"] for each in posted["link"]] == ["self", "next"]
    following = urlsplit(posted["link"][1]["url"])
    assert matches(said(client.get(f"{following.path}?{following.query}".removeprefix(f"{BASE}/")))) != matches(posted)
    found = said(client.by_number(number))
    assert [each["relation"] for each in found["link"]] == ["self"]


def paged(client: FhirClient, path: str) -> list[str]:
    """Follow the links from page to page."""
    found: list[str] = []
    while path:
        made = said(client.get(path))
        found += matches(made)
        links = {each["relation"]: each["url"] for each in made["link"]}
        address = urlsplit(links.get("next", ""))
        path = f"{address.path}?{address.query}".removeprefix(f"{BASE}/") if address.path else ""
    return found
