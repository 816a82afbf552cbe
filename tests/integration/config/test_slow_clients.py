"""Clients that send slowly, too much, or read nothing: each is let go of, and nobody waits behind them."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
import uvicorn

from accord.config.connections import LARGEST_HEAD, MOST_FIELDS, PatientProtocol

pytestmark = pytest.mark.no_database
START = b"GET / HTTP/1.1\r\nhost: localhost\r\n"
POST = b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000\r\n\r\n"
WITHIN = 5.0
LONG = 64 * 1024 * 1024


class Hurried(PatientProtocol):
    head_within = body_within = answer_within = 0.3


async def page(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Read the body, and answer; much of it where that is asked for."""
    while (message := await receive()).get("more_body"):
        pass
    if message["type"] == "http.request":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x" * (LONG if scope["path"] == "/long" else 5)})


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[str, int]]:
    """Serve, and give the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(page, http=Hurried, ws="none", lifespan="off", log_config=None, timeout_keep_alive=1)
        server = uvicorn.Server(config)
        thread = Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        yield listener.getsockname()
        server.should_exit = True
        thread.join()


def answer(place: tuple[str, int], *pieces: bytes, pause: float = 0.0) -> bytes:
    """Send pieces, and return what came back until the other side closed."""
    with socket.create_connection(place, timeout=WITHIN) as client:
        try:
            for piece in pieces:
                client.sendall(piece)
                time.sleep(pause)
            return b"".join(iter(lambda: client.recv(65536), b""))
        except (ConnectionResetError, BrokenPipeError):
            return b"reset"


def test_whole_request_is_answered(place: tuple[str, int]) -> None:
    assert answer(place, START + b"connection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_client_that_says_nothing_is_let_go(place: tuple[str, int]) -> None:
    assert answer(place).startswith(b"HTTP/1.1 408")


def test_trickled_head_is_let_go(place: tuple[str, int]) -> None:
    started = time.monotonic()
    assert answer(place, *[bytes([each]) for each in START * 2], pause=0.05)[:12] in (b"HTTP/1.1 408", b"reset")
    assert time.monotonic() - started < WITHIN


def test_trickled_body_is_let_go(place: tuple[str, int]) -> None:
    assert answer(place, POST, *[b"x"] * 40, pause=0.05)[:12] in (b"HTTP/1.1 408", b"reset")


def test_next_head_on_a_kept_connection_is_waited_for_no_longer(place: tuple[str, int]) -> None:
    said = answer(place, START + b"\r\n", *[bytes([each]) for each in START], pause=0.05)
    assert said.startswith(b"HTTP/1.1 200") or said == b"reset"
    assert b"HTTP/1.1 408" in said or said == b"reset"


def test_empty_lines_do_not_hold_a_kept_connection(place: tuple[str, int]) -> None:
    said = answer(place, START + b"\r\n", *[b"\r\n"] * 30, pause=0.05)
    assert b"HTTP/1.1 408" in said or said == b"reset"


@pytest.mark.parametrize(
    "fields", [[b"x: " + b"y" * LARGEST_HEAD], [b"x: y"] * (MOST_FIELDS + 1)], ids=["long", "many"]
)
def test_head_that_is_too_large_is_refused(place: tuple[str, int], fields: list[bytes]) -> None:
    assert answer(place, START + b"\r\n".join(fields) + b"\r\n\r\n").startswith(b"HTTP/1.1 431")


def test_head_without_an_end_is_refused_before_it_ends(place: tuple[str, int]) -> None:
    assert answer(place, START + b"x: ", *[b"y" * 8192] * 8, pause=0.01)[:12] in (b"HTTP/1.1 431", b"reset")


def test_reader_who_takes_nothing_is_let_go(place: tuple[str, int]) -> None:
    with socket.create_connection(place, timeout=WITHIN) as client:
        client.sendall(b"GET /long HTTP/1.1\r\nhost: localhost\r\n\r\n")
        time.sleep(1.5)
        assert count_taken(client) < LONG


def count_taken(client: socket.socket) -> int:
    try:
        return sum(len(part) for part in iter(lambda: client.recv(1 << 20), b""))
    except ConnectionResetError:
        return 0


@pytest.mark.parametrize(
    "tricks",
    [
        b"content-length: 5\r\ntransfer-encoding: chunked\r\n",
        b"content-length: 5\r\ncontent-length: 6\r\n",
        b" x: y\r\n",
    ],
)
def test_request_that_two_readers_would_read_differently_is_refused(place: tuple[str, int], tricks: bytes) -> None:
    smuggled = START.replace(b"GET", b"POST") + tricks + b"\r\n0\r\n\r\nGET /second HTTP/1.1\r\nhost: localhost\r\n\r\n"
    assert b" 200 " not in answer(place, smuggled)


def test_others_are_answered_meanwhile(place: tuple[str, int]) -> None:
    slow = [socket.create_connection(place, timeout=WITHIN) for _ in range(100)]
    assert answer(place, START + b"connection: close\r\n\r\n").startswith(b"HTTP/1.1 200")
    for each in slow:
        each.close()
