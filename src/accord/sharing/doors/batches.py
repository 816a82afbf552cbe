"""Looks that come at the same time, answered together: one commit of their traces serves them all.

Nobody waits for others to come: while one batch is with the database, the next gathers by itself.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import structlog
from django.utils import timezone
from psycopg.pq.abc import PGresult

from accord.access.actions.reads import Purpose
from accord.domain.authority import Actor
from accord.domain.nhs_numbers import is_valid
from accord.domain.relationships import AccessBasis, Asking, Opening, opening_of
from accord.people.acceptance import accepted_here
from accord.privileges.wires import Call, Wire, WireFailed
from accord.projections.fhir.kept_summaries import NO_BASIS, as_checked, said_of
from accord.sharing.doors.bases import basis_in
from accord.sharing.doors.learning import Pass
from accord.sharing.queries.summaries import software

WHAT = "fhir_emergency"
WIRES = 3
MOST = 64
"""Looks in one batch."""
ENOUGH = 10
"""Looks that wait for no other batch to end: each batch waits for the disk, and several may wait for it together."""
AGAIN_AFTER = 5.0
"""Seconds after which a connection that was lost is tried again."""
PATIENCE = 1.0
"""Seconds for which the first looks wait for a connection, before they go Django's way."""
STATEMENTS = {
    "find": "SELECT n, person, stamp, readers, facts FROM accord_find_emergencies($1, $2, $3, $4, $5, $6, $7, $8)",
    "open": "SELECT accord_open_several($1, $2, $3, $4)",
    "read": "SELECT n, stamp, body FROM accord_read_summaries(current_setting('accord.ticket', true), $1)",
}
READ_ON = ("", NO_BASIS, *(each.value for each in AccessBasis))
"""The bases on which a summary may be kept for the systems of an organisation."""
_log = structlog.stdlib.get_logger("accord.doors")
Answer = Callable[[bytes | None], None]
"""Takes the summary; or None where the look has to go Django's way, which says what is so."""


@dataclass(slots=True)
class Look:
    """A look that waits: of whom, by which system, and who waits for it."""

    number: str
    by: Pass
    answer: Answer


@dataclass(slots=True)
class _Found:
    at: int
    person: bytes
    stamp: bytes
    read_by: bytes
    basis: AccessBasis


class Batches:
    """Takes looks, and answers each: together with those of the same system that came meanwhile."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: deque[Look] = deque()
        self._free: list[Wire] = []
        self._wires = 0
        self._tried = -AGAIN_AFTER
        self._is_awaited = False
        self._is_connecting = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_called = False

    def ask(self, look: Look) -> None:
        """Answer a look, as soon as a connection is free."""
        self._waiting.append(look)
        if not self._is_called:
            self._is_called = True
            self._loop.call_soon(self._begin)

    def close(self) -> None:
        """Close the connections that are free."""
        while self._free:
            self._free.pop().close()

    def _begin(self) -> None:
        self._is_called = False
        is_time = not self._is_connecting and self._loop.time() - self._tried > AGAIN_AFTER
        if self._wires < WIRES and is_time:
            self._tried, self._is_awaited, self._is_connecting = self._loop.time(), True, True
            self._start(self._connect(WIRES - self._wires))
            self._loop.call_later(PATIENCE, self._wait_no_more)
        while self._waiting and self._free and self._is_enough():
            self._start(self._answer(self._free.pop(), self._take()))
        while self._waiting and not self._wires and not self._is_awaited:
            self._waiting.popleft().answer(None)

    def _is_enough(self) -> bool:
        """Whether to begin now: nothing else is under way, or enough wait already to share a commit of their own."""
        return len(self._free) == self._wires or len(self._waiting) >= ENOUGH

    def _wait_no_more(self) -> None:
        self._is_awaited = False
        self._begin()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _take(self) -> list[Look]:
        """Return the looks that wait of the system whose turn it is."""
        first, taken, others = self._waiting[0].by, list[Look](), list[Look]()
        while self._waiting and len(taken) < MOST:
            look = self._waiting.popleft()
            (taken if look.by is first or look.by.actor == first.actor else others).append(look)
        self._waiting.extendleft(reversed(others))
        return taken

    async def _connect(self, missing: int) -> None:
        try:
            for _ in range(missing):
                wire = await self._loop.run_in_executor(None, Wire, STATEMENTS)
                wire.attach(self._loop)
                self._wires += 1
                self._free.append(wire)
        except (psycopg.Error, WireFailed) as failed:
            _log.error("the database cannot be reached beside Django", exc_info=failed)
        finally:
            self._is_connecting = False
            self._wait_no_more()

    async def _answer(self, wire: Wire, looks: Sequence[Look]) -> None:
        bodies: Mapping[int, bytes] = {}
        try:
            bodies = await self._bodies(wire, looks)
        except Exception as failed:
            # Whatever it was, Django's way says it better; what was opened has its trace.
            _log.error("looks go the other way", count=len(looks), exc_info=failed)
        if wire.is_broken:
            self._wires -= 1
            wire.close()
        else:
            self._free.append(wire)
        for at, look in enumerate(looks):
            try:
                look.answer(bodies.get(at))
            except Exception as failed:
                _log.error("an answer could not be sent", exc_info=failed)  # the others still wait for theirs
        self._begin()

    async def _bodies(self, wire: Wire, looks: Sequence[Look]) -> Mapping[int, bytes]:
        """Find, open, and only then read."""
        now = timezone.now()
        await wire.act_as(looks[0].by.actor)
        found = await self._find(wire, looks)
        if not found:
            return {}
        people, bases = _array(each.person for each in found), _array(each.basis.value.encode() for each in found)
        readers = _array(b'"%s"' % each.read_by for each in found)
        # Sent together; what is read is looked at only where what was opened was committed.
        opened, read = await wire.call(
            Call("open", [people, bases, Purpose.EMERGENCY.value.encode(), WHAT.encode()]),
            Call("read", [readers], as_bytes=True),
        )
        unraised = (opened.get_value(0, 0) or b"")[1:-1].rsplit(b",", 1)[1]
        if unraised != b"0":
            _log.error("an alert could not be raised", count=int(unraised))
        bodies, at_now = {}, said_of(now)
        for row in range(read.ntuples):
            each = found[int.from_bytes(read.get_value(row, 0) or b"", "big") - 1]
            if read.get_value(row, 1) == each.stamp:
                bodies[each.at] = as_checked(read.get_value(row, 2) or b"", *at_now)
        return bodies

    async def _find(self, wire: Wire, looks: Sequence[Look]) -> list[_Found]:
        """Return which looks can be answered from what is kept, with the basis of each."""
        by, accepted, today = looks[0].by, accepted_here(), str(timezone.localdate()).encode()
        code = by.actor.organisation_code
        asked = [(at, look) for at, look in enumerate(looks) if is_valid(look.number, accepted)]
        values = [
            _array(look.number.encode() for _, look in asked),
            _array(look.by.token.encode() for _, look in asked),
            _array(f'"{each}"'.encode() for each in ("", *(f"{code}|{on}" for on in READ_ON))),
            software().encode(),
            str(by.actor.staff_role_id).encode(),
            _array(str(each).encode() for each in by.remit.ids),
            _array(b'"%s"' % each.encode() for each in by.remit.codes),
            today,
        ]
        (rows,) = await wire.call(Call("find", values))
        policy = _Policy(Asking(actor=by.actor, remit=by.remit, at=timezone.now(), is_sending=True))
        read = (_row(rows, row) for row in range(rows.ntuples))
        found = (policy.found(asked[int(n) - 1][0], *others) for n, *others in read)
        return [each for each in found if each is not None]


def _row(rows: PGresult, row: int) -> tuple[bytes, ...]:
    return tuple(rows.get_value(row, column) or b"" for column in range(5))


class _Policy:
    """Which of a batch's looks can be answered: on what basis, and whose summary answers them."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        # Who reads is asked without the hours in which a form may still be sent, as it is on Django's way.
        self._reading = replace(asking, is_sending=False)
        self._opens_outside = opening_of(None, asking.actor) is not Opening.ASKS_FIRST
        self._outside = _readers(asking.actor, None)

    def found(self, at: int, person: bytes, stamp: bytes, readers: bytes, facts: bytes) -> _Found | None:
        """Return a look that can be answered; None for every other."""
        basis = basis_in(facts, self._asking)
        if basis is None and not self._opens_outside:
            return None
        answers = _readers(self._asking.actor, basis_in(facts, self._reading)) if facts else self._outside
        kept = readers[1:-1].replace(b'"', b"").split(b",")
        read_by = next((each for each in answers if each in kept), None)
        return None if read_by is None else _Found(at, person, stamp, read_by, basis or AccessBasis.OUTSIDE)


def _readers(by: Actor, basis: AccessBasis | None) -> tuple[bytes, ...]:
    """Return as whom a system may be answered: as everybody, as its organisation, or as that on this basis."""
    code = by.organisation_code
    return b"", f"{code}|".encode(), f"{code}|{basis.value if basis else NO_BASIS}".encode()


def _array(values: Iterator[bytes]) -> bytes:
    """Return an array as PostgreSQL reads it, of values that need no quoting."""
    return b"{" + b",".join(values) + b"}"
