"""Another Accord's locator, on a port of this machine, to which pointers are published; it can be told to fail."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.test import Client
from joserfc.jwk import ECKey
from tests.builders.pointers import ADVANCE, BASE
from tests.builders.systems import OtherSystem, jwks
from werkzeug.serving import make_server

from accord.sharing.pointers import permissions
from accord.sharing.pointers.locator_settings import LocatorSettings

KEY = ECKey.generate_key("P-384", {"kid": "ours"})


@dataclass
class OtherLocator:
    """What is asked of it, and with which statuses it answers before it does its work again."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    address: str = ""
    settings: LocatorSettings | None = None

    def answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        """Answer as Accord does, or with the next status."""
        path = environ["PATH_INFO"]
        if path.startswith(BASE):
            self.asked.append((environ["REQUEST_METHOD"], path.rpartition("/")[2]))
            if self.statuses and (status := self.statuses.pop(0)):
                start(f"{status} Told to", [("Content-Type", "application/json")])
                return [json.dumps({}).encode()]
        return _ACCORD(environ, start)

    @property
    def methods(self) -> list[str]:
        """How it was asked, in order."""
        return [method for method, _ in self.asked]


_ACCORD = get_wsgi_application()


@contextmanager
def other_locator(organisation: str = "Y90001") -> Iterator[OtherLocator]:
    """Run one for as long as the block lasts, in which an organisation may register and find advance care plans."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    locator = OtherLocator()
    http = make_server("127.0.0.1", 0, locator.answer, threaded=True)
    locator.address = f"http://127.0.0.1:{http.server_port}"
    permissions.permit(organisation_code=organisation, registers=[ADVANCE, "735324008"], finds=[ADVANCE, "735324008"])
    system = OtherSystem(keys=jwks(KEY)).register("system/DocumentReference.cruds", organisation)
    locator.settings = LocatorSettings(
        address=f"{locator.address}{BASE}/producer/FHIR/R4",
        token_address=f"{locator.address}/oauth/token",
        client_id=system.id,
        key=KEY.as_pem(private=True).decode(),
        key_id="ours",
        organisations=frozenset({organisation}),
    )
    Client().get("/health")  # so that no request of ours waits until every page was loaded
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield locator
    finally:
        http.shutdown()
        thread.join(5)
        http.server_close()
