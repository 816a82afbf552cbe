"""What a partner is asked, by its published interface alone: events by number, what stands now, a subscription.

R4 backport of topic-based subscriptions, and `DocumentReference/<id>/$current` (how-to: read-by-fhir, subscribe).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import requests
from django.conf import settings

from accord.domain.errors import Refused
from accord.projections.fhir.elements import Made
from accord.sharing.deliveries.endpoints import read_endpoint
from accord.sharing.deliveries.topics import BACKPORT, TOPIC, PlanChange
from accord.sharing.partners.callers import AT_ALL, Answer, Caller, NotTaken, as_json, send
from accord.sharing.partners.news import News, read_news

MIME, NDJSON = "application/fhir+json", "application/fhir+ndjson"
MOST_FILES = 1_000
LONGEST = 400
"""Of an address that a partner names."""
HEARS_OF = (
    PlanChange.SIGNED,
    PlanChange.SUPERSEDED,
    PlanChange.CANCELLED,
    PlanChange.SUSPENDED,
    PlanChange.REINSTATED,
    PlanChange.ENDED,
    PlanChange.CLOSED_BY_DEATH,
    PlanChange.REOPENED,
)
"""What becomes of its own plans. What is reported there it has from others, and they tell us themselves."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A plan that stands no longer, as its holder says."""

    words: str


class Unsubscribed(Exception):
    """A partner knows our subscription no longer."""


@dataclass
class Remote:
    """A partner's FHIR, and who we are there."""

    base: str
    caller: Caller

    def subscribe(self, endpoint: str, secret: str) -> str:
        """Ask to be told, once; return the number of the subscription, also where it is there already."""
        for condition in ({"If-None-Exist": f"url={endpoint}&status=active"}, {}):
            answer = self._ask("POST", "Subscription", json=_wanted(endpoint, secret), headers=condition)
            if answer.status_code in (200, 201):
                return str(as_json(answer).get("id") or "")
            if answer.status_code != requests.codes.precondition_failed:
                break
        raise _not_taken(answer)

    def events(self, subscription_id: str, *, since: int, until: int | None = None) -> News:
        """Return what happened from a number on; raises `Unsubscribed` where nobody knows the subscription."""
        asked = {"eventsSinceNumber": since} | ({} if until is None else {"eventsUntilNumber": until})
        answer = self._ask("GET", f"Subscription/{subscription_id}/$events", params=asked)
        if answer.status_code in (404, 410):
            raise Unsubscribed
        try:
            return read_news(_told(answer))
        except Refused as refused:
            raise NotTaken("answered $events with no notification") from refused

    def current(self, version_id: UUID) -> Made | Gone:
        """Return the document that is current in the place of a plan, or that none is."""
        answer = self._ask("GET", f"DocumentReference/{version_id}/$current")
        return Gone(_words(answer)) if answer.status_code == requests.codes.gone else _told(answer)

    def acknowledge(self, subscription_id: str, number: int) -> None:
        """Say that we took what we were told under a number: whoever cancelled a plan sees it."""
        said = {"subscription": subscription_id, "eventNumber": str(number)}
        _told(self._ask("POST", "Subscription/$acknowledge", data=said))

    def begin_export(self) -> str:
        """Ask for the plans of our organisation's own people that stand now; return where they will be."""
        asked = {"params": {"_type": "Composition"}, "headers": {"Prefer": "respond-async"}}
        answer = self._ask("GET", "Patient/$export", **asked)
        if answer.status_code != requests.codes.accepted:
            raise _not_taken(answer)
        return self._here(answer.headers.get("Content-Location", ""))

    def exported(self, export_at: str) -> Sequence[UUID] | None:
        """Return the versions that stand, once they are gathered; None before."""
        answer = self._ask("GET", self._path(export_at))
        if answer.status_code == requests.codes.accepted:
            return None
        listed = _told(answer).get("output")
        files = [each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict)]
        return [version for each in files[:MOST_FILES] for version in self._versions(self._here(str(each.get("url"))))]

    def let_go(self, export_at: str) -> None:
        """Say that an export was read."""
        self._ask("DELETE", self._path(export_at))

    def _versions(self, file: str) -> Iterator[UUID]:
        answer = self._ask("GET", self._path(file), headers={"Accept": NDJSON})
        if answer.status_code != requests.codes.ok:
            raise _not_taken(answer)
        for line in answer.content.splitlines():
            with suppress(ValueError, AttributeError, TypeError):  # what names no plan is none
                made = json.loads(line)
                if made.get("resourceType") == "Composition":
                    yield UUID(made["id"])

    def _here(self, address: str) -> str:
        """Return an address if it is the partner's own: our token goes nowhere else."""
        if not address.startswith(f"{self.base}/") or len(address) > LONGEST:
            raise NotTaken("named a file that is elsewhere")
        return address

    def _path(self, address: str) -> str:
        return self._here(address).removeprefix(f"{self.base}/")

    def _ask(self, method: str, path: str, **sent: Any) -> Answer:
        headers = {"Accept": MIME, **sent.pop("headers", {})}
        if "json" in sent:
            headers["Content-Type"] = MIME
        return self.caller.ask(method, f"{self.base}/{path}", headers=headers, **sent)


def token_address(base: str) -> str:
    """Return where a partner gives tokens, as it says itself: an address as each that others give us."""
    said = str(_told(send("GET", f"{base}/.well-known/smart-configuration")).get("token_endpoint") or "")
    try:
        read_endpoint(said, may_be_here=settings.ACCORD_DEMO)
    except Refused as refused:
        raise NotTaken("names no address to which we send where it gives tokens", at_all=True) from refused
    return said


def _told(answer: Answer) -> Made:
    if answer.status_code != requests.codes.ok:
        raise _not_taken(answer)
    return as_json(answer)


def _not_taken(answer: Answer) -> NotTaken:
    return NotTaken(f"answered {answer.status_code}", at_all=answer.status_code in AT_ALL)


def _words(answer: Answer) -> str:
    """Return the first sentence of why a plan is gone; what else is said is of other plans."""
    issues = as_json(answer).get("issue") or [{}]
    first = issues[0] if isinstance(issues[0], dict) else {}
    said = str(first.get("diagnostics") or (first.get("details") or {}).get("text") or "it is not current")
    return f"{said.partition('. ')[0].rstrip('.')}."[:200]


def _wanted(endpoint: str, secret: str) -> Made:
    kinds = f"Composition?kind={','.join(each.value for each in HEARS_OF)}"
    return {
        "resourceType": "Subscription",
        "status": "requested",
        "reason": "To show what another installation holds, as reported by it",
        "criteria": TOPIC,
        "_criteria": {"extension": [{"url": f"{BACKPORT}/backport-filter-criteria", "valueString": kinds}]},
        "channel": {
            "type": "rest-hook",
            "endpoint": endpoint,
            "payload": MIME,
            "_payload": {"extension": [{"url": f"{BACKPORT}/backport-payload-content", "valueCode": "id-only"}]},
            "header": [f"Authorization: Bearer {secret}"],
        },
    }
