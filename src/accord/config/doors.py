"""The door beside Django: an emergency summary that can be answered at once is, and everything else goes on as it came.

A request is taken only if all its bytes but the NHS number are those that Django answered less than a minute ago. One
that cannot be answered here after all goes to Django byte for byte as it was sent.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast
from weakref import WeakKeyDictionary

import structlog

from accord.config.connections import PatientProtocol, _stop
from accord.sharing.doors.batches import Batches, Look
from accord.sharing.doors.heads import STARTS, Asked, Whole, read_asked
from accord.sharing.doors.learning import ASKED, PASSES, Pass

ROUTE = "fhir/R4/Patient/$emergency-summary"
_log = structlog.stdlib.get_logger("accord.requests")


class Counts:
    """So many answers, in one line of the log a second: a line for each would cost as much as the answer."""

    def __init__(self) -> None:
        self._answers = 0

    def count(self, loop: asyncio.AbstractEventLoop) -> None:
        """Count an answer, and see to it that it is said."""
        if not self._answers:
            loop.call_later(1.0, self._say)
        self._answers += 1

    def _say(self) -> None:
        _log.info("requests", method="POST", route=ROUTE, status=200, count=self._answers)
        self._answers = 0


_counts = Counts()
_batches: WeakKeyDictionary[asyncio.AbstractEventLoop, Batches] = WeakKeyDictionary()


def close_connections(loop: asyncio.AbstractEventLoop) -> None:
    """Close the connections to the database that a loop waits on."""
    batches = _batches.pop(loop, None)
    if batches is not None:
        batches.close()


class DoorProtocol(PatientProtocol):
    """A connection whose emergency summaries may be answered beside Django."""

    _begun = b""
    """A request for a summary of which the rest has not come yet."""
    _look: tuple[bytes, Asked, Pass] | None = None
    _after = b""
    """What came while a look was under way."""
    _is_whole = True
    _is_leaving = False

    def data_received(self, data: bytes) -> None:
        """Take a request for a summary; give every other to Django."""
        if self._look is not None:
            self._after += data
            self.transport.pause_reading()
            return
        whole = self._begun + data
        if not (whole.startswith(STARTS) and self._is_between()):
            self._begun = b""
            super().data_received(whole)
            return
        asked = read_asked(whole)
        if asked is Whole.NOT_YET:
            self._wait_for_rest(whole)
            return
        self._begun = b""
        found = PASSES.get(asked.by) if isinstance(asked, Asked) else None
        if found is None or not found.stands():
            self._go_round(whole, asked)
            return
        assert isinstance(asked, Asked)
        self._take(whole, asked, found)

    def on_message_begin(self) -> None:
        """Note that a request goes to Django."""
        self._is_whole = False
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Note that all of it came."""
        self._is_whole = True
        super().on_message_complete()

    def shutdown(self) -> None:
        """Close, but for a look that is under way."""
        if self._look is None:
            super().shutdown()
        self._is_leaving = True

    def _is_between(self) -> bool:
        """Whether nothing of an earlier request is under way, and the reader takes what is sent."""
        cycle = self.cycle
        is_answered = cycle is None or cycle.response_complete  # type: ignore[redundant-expr]  # None before the first
        return self._is_whole and is_answered and not (self.pipeline or self.flow.write_paused or self._is_refused)

    def _wait_for_rest(self, whole: bytes) -> None:
        self._unset_keepalive_if_required()
        if not self._begun:
            self._wait_for_head()
        self._begun = whole

    def _take(self, whole: bytes, asked: Asked, found: Pass) -> None:
        _stop(self._late)
        self._unset_keepalive_if_required()
        self._has_head = True
        self._look = whole, asked, found
        batches = _batches.get(self.loop)
        if batches is None:
            batches = _batches[self.loop] = Batches(self.loop)
        batches.ask(Look(asked.number, found, self._answer))

    def _go_round(self, whole: bytes, asked: Asked | Whole) -> None:
        """Give a request to Django as it came; by what it was asked goes with it, to be remembered if it is let in."""
        before = self.cycle
        super().data_received(whole)
        if self.cycle is not before and isinstance(asked, Asked):
            cast(dict[str, Any], self.cycle.scope)[ASKED] = asked

    def _answer(self, body: bytes | None) -> None:
        assert self._look is not None
        (whole, asked, found), self._look = self._look, None
        if self.transport.is_closing():
            return
        if body is None:
            self._go_round(whole, asked)
        else:
            self._send(body, found)
        if self._is_leaving:
            super().shutdown()
        elif self._after:
            after, self._after = self._after, b""
            self.transport.resume_reading()
            self.data_received(after)

    def _send(self, body: bytes, found: Pass) -> None:
        before, after = found.headers
        ours = [b"%s: %s\r\n" % each for each in self.server_state.default_headers]
        length = b"content-length: %d\r\n" % len(body)
        self.transport.write(b"".join((b"HTTP/1.1 200 OK\r\n", *ours, before, length, after, b"\r\n", body)))
        self.server_state.total_requests += 1
        _counts.count(self.loop)
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
