"""A service in the shape of the Multicast Notification Service, on a port of this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import Key, RSAKey

from accord.sharing.announcing.announcement_settings import AnnouncementSettings

KEY = RSAKey.generate_key(2048, {"kid": "ours"})
TOKEN = "a-token-of-theirs"


@dataclass
class Service:
    """What it was sent, and how it answers: with each status once, then with 200. Never the subjects of `never`."""

    events: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    never: set[str] = field(default_factory=set)
    breaks: set[str] = field(default_factory=set)
    """Subjects at which it answers 500."""
    address: str = ""

    @property
    def settings(self) -> AnnouncementSettings:
        """How it is announced to."""
        return settings_of(self.address, f"{self.address}/token", "client-7")

    def subjects(self) -> list[str]:
        """Of whom each event is, in order."""
        return [each["subject"] for each in self.events]

    def take(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Give a token for an assertion that our key signed; or take an event that comes with that token."""
        if path == "/token":
            signed = parse_qs(body.decode())["client_assertion"][0]
            self.claims.append(jwt.decode(signed, KEY, algorithms=["RS512"]).claims)
            return 200, {"access_token": TOKEN, "expires_in": 600}
        if path != "/events" or headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {}
        event = json.loads(body)
        self.events.append(event)
        self.headers.append(headers)
        if event["subject"] in self.never:
            return 400, {}
        if event["subject"] in self.breaks:
            return 500, {}
        return (self.statuses.pop(0) if self.statuses else 200), {}


def settings_of(address: str, token_address: str, client_id: str, key: Key = KEY) -> AnnouncementSettings:
    """Return how a service is announced to."""
    return AnnouncementSettings(
        address=address,
        source="uk.nhs.accord-test",
        token_address=token_address,
        client_id=client_id,
        key=key.as_pem(private=True).decode(),
        key_id="ours",
    )


@contextmanager
def notification_service() -> Iterator[Service]:
    """Run one for as long as the block lasts."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, said = service.take(self.path, body, dict(self.headers))
            answer = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join(5)
