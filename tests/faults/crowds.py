"""Several signers at once, who go on through whatever happens to the server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, Lock
from typing import TypeVar

from tests.faults.houses import House, Work
from tests.faults.ledgers import Ledger
from tests.faults.servers import Server
from tests.faults.visitors import Cut, Form, Visitor

T = TypeVar("T")
PATIENCE = 120.0
AT_A_TIME = 4


@contextmanager
def seated(house: House, server: Server, ledger: Ledger, count: int, *, first: int = 0) -> Iterator[list[Visitor]]:
    """Give so many signers who are signed in, from the `first` on."""
    usernames = list(house.signers)[first : first + count]
    visitors = [Visitor(house, server, ledger, username) for username in usernames]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(Visitor.sign_in, visitors))
    try:
        yield visitors
    finally:
        for visitor in visitors:
            visitor.leave()


class Crowd:
    """Signers who take one draft after another. Where no answer came, every second form is sent again."""

    def __init__(self, server: Server, visitors: Sequence[Visitor], ledger: Ledger, work: Sequence[Work]) -> None:
        """Wait for `signing`."""
        self._server, self._visitors, self._ledger = server, visitors, ledger
        self._waiting = iter(work)
        self._lock = Lock()
        self._cuts = 0

    @contextmanager
    def signing(self) -> Iterator[None]:
        """Sign while the block does what it does, and until all is signed."""
        with ThreadPoolExecutor(len(self._visitors)) as pool:
            parts = [pool.submit(self._sign_on, visitor) for visitor in self._visitors]
            yield
        for part in parts:
            part.result()

    def until(self, acknowledged: int) -> None:
        """Wait until so many signatures were acknowledged."""
        wait_until(lambda: len(self._ledger.acknowledged) >= acknowledged)

    def _sign_on(self, visitor: Visitor) -> None:
        while (work := self._next()) is not None:
            form = insist(lambda work=work: visitor.open_form(work), self._server)
            self._sign(visitor, form)

    def _sign(self, visitor: Visitor, form: Form) -> None:
        try:
            visitor.sign_alone(form)
        except Cut:
            if self._is_sent_again():
                insist(lambda: visitor.sign_alone(form), self._server)

    def _next(self) -> Work | None:
        with self._lock:
            return next(self._waiting, None)

    def _is_sent_again(self) -> bool:
        with self._lock:
            self._cuts += 1
            return self._cuts % 2 == 1


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    """Do all of these from the same moment on, and return what came of each."""
    barrier = Barrier(len(acts))

    def act_together(act: Callable[[], T]) -> T:
        barrier.wait(PATIENCE)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act_together, acts))


def insist(ask: Callable[[], T], server: Server) -> T:
    """Ask until an answer comes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        server.answers.wait(PATIENCE)
        with suppress(Cut):
            return ask()
        time.sleep(0.05)
    raise TimeoutError("nobody answered")


def wait_until(come: Callable[[], bool]) -> None:
    """Wait for something to be so."""
    until = time.monotonic() + PATIENCE
    while not come():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.005)
