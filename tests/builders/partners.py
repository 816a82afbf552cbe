"""Another Accord on a port of this machine, which is a partner of ours; it can be told to fail, or to leave out."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from uuid import UUID

from django.core.wsgi import get_wsgi_application
from django.test import Client
from tests.builders.systems import OtherSystem
from werkzeug.serving import make_server

from accord.sharing.models import Partner, PartnerNews
from accord.sharing.partners import asking, keeping

SCOPES = "system/Subscription.crs system/DocumentReference.r"
_ACCORD = get_wsgi_application()


@dataclass
class OtherAccord:
    """Where it is, what it was asked, and how it answers: while `status` is set, with that alone."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    status: int = 0
    lost: set[int] = field(default_factory=set)
    """Numbers of events that do not come."""
    page: int = 1_000
    """Events that one answer holds."""
    broken: set[UUID] = field(default_factory=set)
    """Plans of which it always answers 500."""
    partner_id: UUID = field(init=False)

    def answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        """Answer as Accord does, unless it is told otherwise."""
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO'].rpartition('/')[2]}")
        status = 500 if any(str(each) in environ["PATH_INFO"] for each in self.broken) else self.status
        if status:
            start(f"{status} Told to", [("Content-Type", "application/json")])
            return [json.dumps({}).encode()]
        return self._without_lost(environ, start) if self.lost else _ACCORD(environ, start)

    def _without_lost(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        """Answer as Accord does, without the events that do not come."""
        told: list[Any] = []
        with closing(_ACCORD(environ, lambda *said: told.extend(said[:2]))) as found:
            body = b"".join(found)
        if environ["PATH_INFO"].endswith("$events"):
            made = json.loads(body)
            status = made["entry"][0]["resource"]
            said = [each for each in status["parameter"] if not self._is_lost(each)]
            events = [each for each in said if each["name"] == "notification-event"][self.page :]
            status["parameter"] = [each for each in said if each not in events]
            body = json.dumps(made).encode()
        start(told[0], [each for each in told[1] if each[0] != "Content-Length"])
        return [body]

    def _is_lost(self, parameter: dict[str, Any]) -> bool:
        parts = {part["name"]: part.get("valueString") for part in parameter.get("part", ())}
        return int(parts.get("event-number") or 0) in self.lost

    def ask(self) -> list[str]:
        """Let us ask it once; return what became of each of its events, in the order of their numbers."""
        asking.ask(self.partner_id)
        held = PartnerNews.objects.filter(partner_id=self.partner_id).order_by("id")
        return [each.state for each in held]

    @property
    def row(self) -> Partner:
        """How we keep it."""
        return Partner.objects.get(pk=self.partner_id)


@contextmanager
def other_accord(theirs: str = "R9901", ours: str = "Y90001", scopes: str = SCOPES) -> Iterator[OtherAccord]:
    """Run one for as long as the block lasts: it reports here for one organisation, and is read for another."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    other = OtherAccord()
    http = make_server("127.0.0.1", 0, other.answer, threaded=True)
    other.address = f"http://127.0.0.1:{http.server_port}"
    system = OtherSystem().register("system/Bundle.c", theirs)
    partner_id, public = keeping.add(name="Theirs", base=f"{other.address}/fhir/R4", system_id=UUID(system.id))
    client = OtherSystem(keys={"keys": [json.loads(json.dumps(public))]}).register(scopes, ours)
    keeping.connect(partner_id=partner_id, client_id=client.id)
    other.partner_id = partner_id
    Client().get("/health")  # so that no request of ours waits until every page was loaded
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield other
    finally:
        http.shutdown()
        thread.join(5)
        http.server_close()
