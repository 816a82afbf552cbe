"""What a search answers: a Bundle of the type searchset, a page at a time."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from accord.projections.fhir.elements import Made, without_gaps
from accord.sharing.fhir.outcomes import Issue, outcome
from accord.sharing.fhir.registry import Found, Held, Resource
from accord.sharing.fhir.requests import Asked
from accord.sharing.fhir.searches import may_stand_in_address
from accord.web.addresses import absolute

BASE = "/fhir/R4"
LOCATOR = "/record-locator"
"""Under what the record locator lies, which answers in FHIR too."""


def searchset(request: HttpRequest, resource: Resource, asked: Asked, found: Found) -> Made:
    """Return what was found as a Bundle: a page of it, with what has to be said beside."""
    shown = [] if asked.is_count_alone else [_entry(request, resource, each) for each in found.page]
    said = [
        {
            "resource": outcome([Issue(severity="information", code="informational", words=each)]),
            "search": {"mode": "outcome"},
        }
        for each in found.said
    ]
    return without_gaps(
        {
            "resourceType": "Bundle",
            "type": "searchset",
            "timestamp": timezone.now().isoformat(timespec="milliseconds"),
            "total": found.total,
            "link": _links(request, resource, asked, found),
            "entry": [*shown, *said],
        }
    )


def _entry(request: HttpRequest, resource: Resource, held: Held) -> Made:
    address = absolute(request, f"{BASE}/{resource.type}/{held.made['id']}")
    return {"fullUrl": address, "resource": held.made, "search": {"mode": "match"}}


def _links(request: HttpRequest, resource: Resource, asked: Asked, found: Found) -> list[Made]:
    """Return the addresses of this page, the next and the one before. Nothing that tells who somebody is stands there.

    What was posted stands in that of the next page alone, which is then asked for by GET.
    """
    base = absolute(request, f"{BASE}/{resource.type}")

    def page(number: int) -> str:
        return f"{base}?{urlencode([*asked.given, ('_count', asked.size), ('_page', number)])}"

    links = [{"relation": "self", "url": page(asked.page) if asked.in_address else f"{base}/_search"}]
    if asked.is_count_alone or not (asked.in_address or may_stand_in_address(resource.searched_by, asked.given)):
        return links
    last = max(1, -(-found.total // asked.size)) if asked.size else 1
    beside = ("next", asked.page + 1), ("previous", asked.page - 1)
    return links + [{"relation": name, "url": page(number)} for name, number in beside if 1 <= number <= last]
