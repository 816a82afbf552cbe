"""A partner's answer that has no end, in bytes or in time, is let go of."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from accord.sharing.partners import callers
from accord.sharing.partners.callers import NotTaken, send

pytestmark = pytest.mark.no_database
Write = Callable[[bytes], object]


@contextmanager
def answering(body: Callable[[Write], object]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):  # whoever asked has gone
                body(self.wfile.write)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_whole_answer_is_given() -> None:
    with answering(lambda write: write(b"abc")) as address:
        assert send("GET", address).content == b"abc"


def test_answer_without_end_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers, "LARGEST", 1_000_000)

    def endless(write: Write) -> None:
        while True:
            write(b"x" * 100_000)

    with answering(endless) as address, pytest.raises(NotTaken, match="more than 1,000,000 bytes"):
        send("GET", address)


def test_answer_that_drips_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers, "LONGEST", 0.1)

    def drip(write: Write) -> None:
        while True:
            write(b"x")
            time.sleep(0.02)

    with answering(drip) as address, pytest.raises(NotTaken, match="took longer"):
        send("GET", address)
