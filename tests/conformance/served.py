"""Accord, answering on a port: what stands in it, and how another system gets in."""

from __future__ import annotations

import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import requests
import uvicorn
from django.test import Client, override_settings
from joserfc import jwt
from tests.builders import drafts, who
from tests.builders.systems import RSA, OtherSystem

from accord.access.systems.assertions import TYPE
from accord.config.handlers import OneThreadHandler
from accord.privileges.claims import acting_as_software
from accord.projections.fhir.systems import NHS_NUMBER
from accord.sharing.fhir.resources import RESOURCES
from accord.sharing.fhir.searchsets import BASE

EVERYTHING = "system/*.cruds system/AuditEvent.rs"
LONGEST = 60.0
"""Seconds after which nobody waits any longer."""
Made = dict[str, Any]


@dataclass
class Served:
    """A running Accord with one person who has a signed plan, and a system of their practice."""

    root: str
    system: str
    number: str
    person: UUID
    version: UUID

    @property
    def base(self) -> str:
        """The address under which FHIR answers."""
        return f"{self.root}{BASE}"

    def token(self, scope: str = EVERYTHING) -> str:
        """Ask for a token as SMART Backend Services says, with nothing known but the address of FHIR."""
        found = requests.get(f"{self.base}/.well-known/smart-configuration", timeout=LONGEST).json()
        where, now = found["token_endpoint"], int(time.time())
        claims = {"iss": self.system, "sub": self.system, "aud": where, "exp": now + 240, "jti": str(uuid.uuid4())}
        assertion = jwt.encode({"alg": "RS384", "kid": RSA.kid}, claims, RSA, algorithms=["RS384"])
        form = {"grant_type": "client_credentials", "scope": scope, "client_assertion_type": TYPE}
        said = requests.post(where, form | {"client_assertion": assertion}, timeout=LONGEST).json()
        return str(said["access_token"])

    def headers(self) -> dict[str, str]:
        """Return what a request of the system says."""
        return {"Authorization": f"Bearer {self.token()}"}

    def every_resource(self) -> Iterator[Made]:
        """Yield whatever it serves about the person, and of the directory: one page of each kind."""
        headers = self.headers()
        for resource in RESOURCES:
            if resource.search is not None:
                whose = any("Patient" in each.leads_to for each in resource.parameters)
                form = {"patient": str(self.person)} if whose else {}
                form |= {"identifier": f"{NHS_NUMBER}|{self.number}"} if resource.type == "Patient" else {}
                answer = requests.post(f"{self.base}/{resource.type}/_search", form, headers=headers, timeout=LONGEST)
                assert answer.status_code == 200, answer.text
                yield answer.json()
                yield from (each["resource"] for each in answer.json().get("entry", []))
        yield self._get(f"Patient/{self.person}/$everything")
        yield self._get(f"Composition/{self.version}/$document")
        yield requests.get(f"{self.base}/metadata", timeout=LONGEST).json()

    def _get(self, path: str) -> Made:
        answer = requests.get(f"{self.base}/{path}", headers=self.headers(), timeout=LONGEST)
        assert answer.status_code == 200, answer.text
        return cast(Made, answer.json())


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Make a small region, and answer on a free port for as long as the block lasts."""
    told = {"ACCORD_TEST_NUMBERS": frozenset({"own"}), "ACCORD_KNOCKS": 0, "ACCORD_SYSTEM_REQUESTS": 0}
    with override_settings(**told, ACCORD_DEMO=True), acting_as_software():
        who.load_directory(folder)
        number = who.number()
        person = drafts.person_with_talk(nhs_number=number)
        version = drafts.signed(person).version_id
        system = OtherSystem().register(EVERYTHING).id
        with _listening() as root:
            yield Served(root, system, number, person, version)


@contextmanager
def _listening() -> Iterator[str]:
    Client().get("/health")  # every page is imported before the first request that somebody waits for
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(OneThreadHandler(), lifespan="off", log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(LONGEST)


def as_lines(resources: list[Made]) -> str:
    """Return resources as lines of JSON."""
    return "\n".join(json.dumps(each) for each in resources)
