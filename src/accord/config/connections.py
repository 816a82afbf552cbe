"""A connection that does not wait for ever: for a request's head, its body, or a browser that takes no answer.

uvicorn waits without end for the first byte, for each next byte of a head or a body, and for a reader that stopped
reading; and its parser takes a head of any length. Each such connection costs whoever opens it almost nothing.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from accord.sharing.streams.keeping import STREAMS

LARGEST_HEAD = 32 * 1024
"""Of the address and all header fields together: a browser sends two or three thousand."""
MOST_FIELDS = 100
MOST_CONNECTIONS = 800
"""For each web process, beside open pages that wait for news: the usual 1,024 open files leave room for the rest."""


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with an end to its patience."""

    head_within = 10.0
    """Seconds for a whole head, from the connection or from the first byte of the next request."""
    body_within = 60.0
    """Seconds for a whole body; the largest that is read arrives in that time over 1.2 Mbit/s."""
    answer_within = 60.0
    """Seconds for a reader to take what waits for them."""

    _late: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _is_refused = False
    _has_head = False
    _head = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for a head, unless there are too many already."""
        stream = cast("asyncio.Transport", transport)  # a server's connections are streams
        super().connection_made(stream)
        if len(self.connections) - STREAMS.hub.count > MOST_CONNECTIONS:
            stream.abort()
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        super().connection_lost(exc)
        _stop(self._late)
        _stop(self._unread)

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head is too long by now."""
        if self._is_refused:
            return
        cycle: RequestResponseCycle | None = self.cycle
        if self._has_head and cycle is not None and cycle.response_complete:
            self._wait_for_head()  # what comes first may be an empty line, which begins no request
        super().data_received(data)
        self._head = 0 if self._has_head else self._head + len(data)
        if self._head > LARGEST_HEAD:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Wait for the head of the next request, as for that of the first."""
        super().on_message_begin()
        if self._has_head:
            self._wait_for_head()

    def on_headers_complete(self) -> None:
        """Wait for the body; refuse a head that came whole and is too long."""
        self._has_head = True
        _stop(self._late)
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > LARGEST_HEAD or len(self.headers) > MOST_FIELDS:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            return
        super().on_headers_complete()
        self._late = self.loop.call_later(self.body_within, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        if not self._is_refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait no more: the request is here."""
        _stop(self._late)
        if not self._is_refused:
            super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait for the reader to read."""
        super().pause_writing()
        self._unread = self.loop.call_later(self.answer_within, self.transport.abort)

    def resume_writing(self) -> None:
        """Wait no more: they read on."""
        super().resume_writing()
        _stop(self._unread)

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection; what its reader never takes is let go of in the end."""
        super().timeout_keep_alive_handler()
        _stop(self._unread)
        self._unread = self.loop.call_later(self.answer_within, self.transport.abort)

    def _wait_for_head(self) -> None:
        self._has_head, self._head = False, 0
        _stop(self._late)
        self._late = self.loop.call_later(self.head_within, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        """Say why in one line, unless an answer is under way, and close."""
        _stop(self._late)
        self._is_refused = True
        if self.transport.is_closing():
            return
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete or not cycle.response_started:
            line = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            self.transport.write(line.encode("ascii"))
        self.transport.close()


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
