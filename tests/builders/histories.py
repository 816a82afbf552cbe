"""Logs that tell one story or another, as somebody outside sees them: heads, proofs and answers, with no database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from accord.access.queries.log_heads import Head, LogKeys, keys_from
from accord.domain.transparency import consistency_proof, leaf_hash, root_of

KEYS: LogKeys = keys_from(["the key of a log that is watched, not drawn at random"])
BEGUN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


class History:
    """A log whose entries are words; a head can be asked for at any size."""

    def __init__(self, entries: Sequence[str], *, keys: LogKeys = KEYS) -> None:
        self.leaves = [leaf_hash(entry.encode()) for entry in entries]
        self.keys = keys

    def head(self, size: int | None = None) -> Head:
        """Return the head of the first entries, or of all."""
        size = len(self.leaves) if size is None else size
        at = BEGUN + timedelta(minutes=size)
        return self.keys.sign(size=size, root=root_of(self.leaves[:size]), at=at)

    def ask(self, what: str, asked: Mapping[str, str]) -> tuple[int, Mapping[str, Any]]:
        """Answer as an installation answers, with no more truth than this history holds."""
        if what == "get-sth":
            return 200, {"sth": self.head().as_json()}
        first, second = int(asked["first"]), int(asked["second"])
        path = consistency_proof(first, second, lambda start, end: root_of(self.leaves[start:end]))
        return 200, {"path": [node.hex() for node in path]}


def entries(count: int, *, altered: int | None = None) -> list[str]:
    """Return the entries of a log; one may be another than it was."""
    return [f"row {number}" + (" altered" if number == altered else "") for number in range(count)]


class Storyteller(ThreadingHTTPServer):
    """A server on this machine that tells the history it is given."""

    def __init__(self, history: History) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.history = history

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    """Answers as an installation does."""

    def do_GET(self) -> None:
        """Answer one question."""
        asked = urlsplit(self.path)
        assert isinstance(self.server, Storyteller)
        status, told = self.server.history.ask(asked.path.rsplit("/", 1)[-1], dict(parse_qsl(asked.query)))
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def telling(history: History) -> Iterator[Storyteller]:
    """Run a storyteller."""
    with Storyteller(history) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
