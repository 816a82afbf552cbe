"""The load generator, a process of its own: so many connections kept open, each sending its next request when answered.

It reads what to send as JSON from standard input and writes how long each answer took, in seconds, to standard output.
It knows nothing of Accord, and speaks HTTP/1.1 by hand: what it costs is taken from the same two cores.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import uvloop


async def send_all(told: dict[str, Any]) -> dict[str, Any]:
    """Send every request once, over as many connections as there are sessions."""
    waiting = iter(told["requests"])
    took: list[float] = []
    wrong: list[str] = []
    started = time.perf_counter()
    await asyncio.gather(*(_send(told, cookie, waiting, took, wrong) for cookie in told["cookies"]))
    return {"took": took, "lasted": time.perf_counter() - started, "wrong": wrong[:5]}


async def _send(
    told: dict[str, Any], cookie: str, waiting: Iterator[dict[str, str]], took: list[float], wrong: list[str]
) -> None:
    """Send what waits, one request after another, over one connection."""
    reader, writer = await asyncio.open_connection(told["host"], told["port"])
    for request in waiting:
        message = _message(told, cookie, request)
        started = time.perf_counter()
        writer.write(message)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        took.append(time.perf_counter() - started)
        status = int(head[9:12])
        if status != told["expected"]:
            wrong.append(f"{request['path']}: {status}")
    writer.close()


def _message(told: dict[str, Any], cookie: str, request: dict[str, str]) -> bytes:
    body = request.get("body", "")
    lines = [f"{'POST' if body else 'GET'} {request['path']} HTTP/1.1", f"Host: {told['host']}", f"Cookie: {cookie}"]
    if body:
        token = cookie.partition("csrftoken=")[2].partition(";")[0]
        body = f"{body}&csrfmiddlewaretoken={token}"
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def _length(head: bytes) -> int:
    lowered = head.lower()
    start = lowered.index(b"content-length:") + len(b"content-length:")
    return int(lowered[start : lowered.index(b"\r\n", start)])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(uvloop.run(send_all(json.load(sys.stdin)))))
