"""A system that subscribes, with a real server of its own at which it is told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from uuid import UUID

from tests.builders.fhir_clients import BASE, FhirClient, said

from accord.projections.fhir.checking import check
from accord.sharing.deliveries.topics import BACKPORT, TOPIC

MIME = "application/fhir+json"
LONGEST = 30.0
"""Seconds after which a test no longer waits."""


@dataclass
class Receiver:
    """What a subscriber was sent, and how it answers: with each status once, then with 200.

    A notification that holds an event of `never` is answered with 422.
    """

    bundles: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    always: int = 200
    never: set[int] = field(default_factory=set)
    gate: Event = field(default_factory=Event)
    address: str = ""

    def parts(self, kind: str = "event-notification") -> list[dict[str, Any]]:
        """Return what each Bundle of a kind said, in order."""
        said = [values(bundle) for bundle in self.bundles]
        return [each for each in said if each["type"] == kind]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the events that were sent, in order."""
        return [number for each in self.together for number in each]

    @property
    def together(self) -> list[list[int]]:
        """The same, for each notification."""
        return [[int(event["event-number"]) for event in each["events"]] for each in self.parts()]

    def status(self, body: dict[str, Any]) -> int:
        """Return how this is answered."""
        if self.never and self.never.intersection(int(each["event-number"]) for each in values(body)["events"]):
            return 422
        return self.statuses.pop(0) if self.statuses else self.always

    @property
    def plans(self) -> list[str]:
        """What each event led to, in order; nothing where it led nowhere."""
        return [event.get("focus", "") for each in self.parts() for event in each["events"]]


def values(bundle: dict[str, Any]) -> dict[str, Any]:
    """Return what the status in a Bundle says, by name; its events apart."""
    assert check(bundle, kind="Bundle") == []
    status = bundle["entry"][0]["resource"]
    found: dict[str, Any] = {"events": []}
    for each in status["parameter"]:
        if each["name"] == "notification-event":
            found["events"].append({part["name"]: _value(part) for part in each["part"]})
        else:
            found[each["name"]] = _value(each)
    return found


def _value(part: dict[str, Any]) -> Any:
    value = next(held for name, held in part.items() if name.startswith("value"))
    return value.get("reference", value) if isinstance(value, dict) else value


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Receive at a port of this machine for as long as the block lasts."""
    receiver = Receiver()
    receiver.gate.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            receiver.bundles.append(body)
            receiver.headers.append(dict(self.headers))
            receiver.gate.wait(20)
            self.send_response(receiver.status(body))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.address = f"http://127.0.0.1:{server.server_port}/told"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.gate.set()
            server.shutdown()
            thread.join(5)


def wanted(address: str, **changes: Any) -> dict[str, Any]:
    """Return a Subscription as a system posts it; `filter`, `heartbeat` and `header` stand for what holds them."""
    channel = {
        "type": "rest-hook",
        "endpoint": address,
        "payload": MIME,
        "_payload": {"extension": [{"url": f"{BACKPORT}/backport-payload-content", "valueCode": "id-only"}]},
    }
    if "heartbeat" in changes:
        beat = {"url": f"{BACKPORT}/backport-heartbeat-period", "valueUnsignedInt": changes.pop("heartbeat")}
        channel["extension"] = [beat]
    if "header" in changes:
        channel["header"] = changes.pop("header")
    made = {
        "resourceType": "Subscription",
        "status": "requested",
        "reason": "To show crews what holds now",
        "criteria": TOPIC,
        "channel": channel | changes.pop("channel", {}),
    }
    if "filter" in changes:
        held = {"url": f"{BACKPORT}/backport-filter-criteria", "valueString": changes.pop("filter")}
        made["_criteria"] = {"extension": [held]}
    return made | changes


def subscribe(client: FhirClient, address: str, **changes: Any) -> UUID:
    """Subscribe, and return the number of the subscription."""
    answer = send(client, wanted(address, **changes))
    assert answer.status_code == 201, answer.content
    return UUID(said(answer)["id"])


def send(client: FhirClient, made: Any, **headers: str) -> Any:
    """Post a Subscription."""
    return client.client.post(
        f"{BASE}/Subscription", json.dumps(made), content_type=MIME, headers=client._headers(headers)
    )


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    ends = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < ends, "it never came true"
        time.sleep(0.01)
