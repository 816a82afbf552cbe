"""What is sent to an address that somebody else gave us: it ends in time, whatever answers."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread

import pytest

from accord.sharing.deliveries import endpoints


@pytest.fixture
def dripping() -> Iterator[str]:
    """Return where each byte of an answer comes soon, and the whole of it never."""
    stopping, listening = Event(), socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        taken, _ = listening.accept()
        with taken, suppress(OSError):
            taken.sendall(b"HTTP/1.1 200 OK\r\n")
            while not stopping.wait(0.05):
                taken.sendall(b"X-A: b\r\n")

    thread = Thread(target=drip, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/told"
    stopping.set()
    thread.join(5)
    listening.close()


def test_answer_that_drips_is_waited_for_no_longer_than_asked(dripping: str) -> None:
    begun = time.monotonic()
    with pytest.raises(endpoints.NotTaken, match=r"within 0\.5 seconds"):
        endpoints.post(endpoints.read_endpoint(dripping, may_be_here=True), b"{}", {}, 0.5)
    assert time.monotonic() - begun < 2
