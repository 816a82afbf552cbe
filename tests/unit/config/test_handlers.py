"""The handler answers a request whole, on a thread of its own."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from accord.config.handlers import OneThreadHandler

SCOPE = {"type": "http", "method": "GET", "path": "/no-such-page", "headers": [(b"host", b"localhost")]}


def answer(scope: dict[str, Any], *received: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    waiting = iter(received)

    async def receive() -> dict[str, Any]:
        return next(waiting)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(OneThreadHandler()(scope, receive, send))
    return sent


def test_page_is_answered_whole() -> None:
    start, *body = answer(SCOPE | {"query_string": b""}, {"type": "http.request"})
    assert start["status"] == 404
    assert b"</html>" in b"".join(part.get("body", b"") for part in body)


def test_reader_who_left_is_not_answered() -> None:
    assert answer(SCOPE | {"query_string": b""}, {"type": "http.disconnect"}) == []


def test_other_protocols_are_refused() -> None:
    with pytest.raises(ValueError, match="websocket"):
        answer(SCOPE | {"type": "websocket"})


def test_body_that_is_too_large_is_refused_as_it_arrives(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    part = {"type": "http.request", "body": b"x" * 60, "more_body": True}
    start, *_ = answer(SCOPE | {"query_string": b"", "method": "POST"}, part, part)
    assert start["status"] == 413
    assert (b"Connection", b"close") in start["headers"]


def test_body_that_is_too_large_for_fhir_is_refused_in_its_words(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    part = {"type": "http.request", "body": b"x" * 200, "more_body": True}
    start, *body = answer(SCOPE | {"query_string": b"", "method": "POST", "path": "/fhir/R4/Subscription"}, part)
    said = json.loads(b"".join(each.get("body", b"") for each in body))
    assert (start["status"], said["issue"][0]["code"]) == (413, "too-long")
    assert (b"Connection", b"close") in start["headers"]
