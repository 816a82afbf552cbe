"""A subscriber of a benchmark: a server in a process of its own, that notes when each notification came."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """Where it listens, and what came: the path, the moment, and how many events it held."""

    address: str
    came: Any

    def next(self, patience: float) -> tuple[str, float, int]:
        """Return what came next; raises queue.Empty after `patience` seconds."""
        held: tuple[str, float, int] = self.came.get(timeout=patience)
        return held


class _Server(ThreadingHTTPServer):
    request_queue_size = 512


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Receive for as long as the block lasts."""
    context = multiprocessing.get_context("fork")
    came, told = context.Queue(), context.Queue()
    process = context.Process(target=_receive, args=(came, told), daemon=True)
    process.start()
    try:
        yield Receiver(address=f"http://127.0.0.1:{told.get(timeout=30)}", came=came)
    finally:
        process.kill()
        process.join()


def _receive(came: Any, told: Any) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            at = time.monotonic()
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()
            parts = json.loads(body)["entry"][0]["resource"]["parameter"]
            came.put((self.path, at, sum(each["name"] == "notification-event" for each in parts)))

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        told.put(server.server_port)
        server.serve_forever()
