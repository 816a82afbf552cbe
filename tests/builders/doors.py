"""`accord serve` in a thread of the tests, and another system's looks at it, byte by byte."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import uvicorn
from django.core.signals import request_started
from tests.builders.systems import OtherSystem

from accord.access.models import AccessLog
from accord.config.doors import DoorProtocol, close_connections
from accord.config.handlers import OneThreadHandler

SCOPES = "system/Patient.rs"
OF_NOW = re.compile(rb'"checked","valueDateTime":"[^"]+"|last checked [^.]+?[ap]m|date: [^\r]+')
"""What is another in each answer: the time of the look."""
TRACE = ("staff_id", "staff_role_id", "organisation_id", "person_id", "purpose", "what", "basis")


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """Serve for as long as the block lasts, and give the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(OneThreadHandler(), http=DoorProtocol, ws="none", lifespan="off", log_config=None)
        config.server_header = False
        server = uvicorn.Server(config)
        thread = Thread(target=lambda: asyncio.run(_serve(server, listener)))
        thread.start()
        try:
            yield listener.getsockname()
        finally:
            server.should_exit = True
            thread.join()


async def _serve(server: uvicorn.Server, listener: socket.socket) -> None:
    await server.serve(sockets=[listener])
    close_connections(asyncio.get_running_loop())


@dataclass
class Looker:
    """A system that looks people up over one connection."""

    place: tuple[str, int]
    organisation: str = "R9901"
    scopes: str = SCOPES
    token: str = ""
    system: OtherSystem = field(default_factory=OtherSystem)
    _connection: socket.socket | None = None
    _django: list[int] = field(default_factory=lambda: [0])

    def __post_init__(self) -> None:
        """Register it, and take a token."""
        self.system.register(self.scopes, self.organisation)
        self.token = self.system.ask().json()["access_token"]
        request_started.connect(self._note, weak=False, dispatch_uid=id(self))

    def look(self, number: str, **more: str) -> Answer:
        """Ask for somebody's summary by a form."""
        form = f"identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C{number}"
        form += "".join(f"&{name}={value}" for name, value in more.items())
        return self.send(self.request(form.encode()))

    def request(self, body: bytes, **headers: str) -> bytes:
        """Return a request as it is sent."""
        given = {
            "Host": "localhost",
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [
            "POST /fhir/R4/Patient/$emergency-summary HTTP/1.1",
            *(f"{name}: {each}" for name, each in given.items()),
        ]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def send(self, *pieces: bytes) -> Answer:
        """Send a request in these pieces, and return its answer and which way it went."""
        if self._connection is None:
            self._connection = socket.create_connection(self.place, timeout=10)
            self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        before = self._django[0]
        for piece in pieces:
            self._connection.sendall(piece)
        head, body = _received(self._connection)
        return Answer(head, body, by_django=self._django[0] > before)

    def close(self) -> None:
        """Hang up."""
        request_started.disconnect(dispatch_uid=id(self))
        if self._connection is not None:
            self._connection.close()

    def _note(self, **_: Any) -> None:
        self._django[0] += 1


@dataclass(frozen=True)
class Answer:
    """What came back, and whether Django answered it."""

    head: bytes
    body: bytes
    by_django: bool

    @property
    def status(self) -> int:
        """Its status."""
        return int(self.head[9:12])

    @property
    def lasting(self) -> tuple[bytes, bytes]:
        """All of it but the time of the look."""
        length = re.sub(rb"content-length: [0-9]+", b"", self.head)
        return OF_NOW.sub(b"", length), OF_NOW.sub(b"", self.body)


def traces(person_id: object) -> list[tuple[Any, ...]]:
    """Return what the log says of the looks at somebody, the first one first."""
    return list(AccessLog.objects.filter(person_id=person_id, what="fhir_emergency").order_by("id").values_list(*TRACE))


def _received(connection: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    found = re.search(rb"content-length: ([0-9]+)", head)
    length = int(found.group(1)) if found else 0
    while len(body) < length:
        body += _more(connection)
    return head, body


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise ConnectionError("hung up")
    return data
