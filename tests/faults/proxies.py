"""Stands between Accord and PostgreSQL, counts statements, and cuts the connection at the one that it was told.

It knows of the protocol only where a message begins and ends, which of them are statements, and when the server is
done with one: https://www.postgresql.org/docs/18/protocol-message-formats.html
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

NAME = ".s.PGSQL.5432"
STATEMENTS = frozenset({b"Q", b"E"})
"""A simple query, and the execution of a prepared one."""
DONE = b"Z"
HEAD = struct.Struct("!cI")
LENGTH = struct.Struct("!I")
A_READ = 65_536


@dataclass(frozen=True, slots=True)
class Place:
    """Where to cut: at which statement from now on, before the server has it or when it has done it."""

    statement: int
    after: bool


class Proxy:
    """Listens in a folder of its own for as long as the block lasts."""

    def __init__(self, server: Path) -> None:
        """Pass everything on to the socket in the folder `server`."""
        self._server = str(server / NAME)
        self._folder = TemporaryDirectory(prefix="accord-")
        self._listener = socket.socket(socket.AF_UNIX)
        self._lock = Lock()
        self._open: list[socket.socket] = []
        self._place: Place | None = None
        self._counted = 0
        self.has_cut = Event()

    @property
    def folder(self) -> Path:
        """The folder that takes the place of the server's."""
        return Path(self._folder.name)

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._listener.bind(str(self.folder / NAME))
        self._listener.listen()
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything."""
        for each in (self._listener, *self._open):
            _close(each)
        self._folder.cleanup()

    def cut_at(self, place: Place | None) -> None:
        """Cut once, at this place, counted from now; or, with none, no more."""
        with self._lock:
            self._place, self._counted = place, 0
            self.has_cut.clear()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                self._open += [client, server]
                link = _Link(self, client, server)
                Thread(target=link.pass_forth, daemon=True).start()
                Thread(target=link.pass_back, daemon=True).start()

    def count(self) -> Place | None:
        """Count a statement; return the place if it is the one at which to cut."""
        with self._lock:
            self._counted += 1
            place = self._place
            if place is None or self._counted != place.statement:
                return None
            self._place = None
        self.has_cut.set()
        return place


class _Link:
    """One connection, passed on in both directions."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._deaf = Event()
        """Set when the client is to hear no more: the server finishes what it has, and then both are cut off."""

    def pass_forth(self) -> None:
        """Pass on what the client says; count the statements in it."""
        with suppress(OSError):
            for kind, message in _messages(self._client, starts=True):
                place = self._proxy.count() if kind in STATEMENTS else None
                if place is not None and not place.after:
                    break
                if place is not None:
                    self._deaf.set()
                self._server.sendall(message)
        self._cut()

    def pass_back(self) -> None:
        """Pass on what the server says, unless the client is to hear no more."""
        with suppress(OSError):
            for kind, message in _messages(self._server):
                if not self._deaf.is_set():
                    self._client.sendall(message)
                elif kind == DONE:
                    break
        self._cut()

    def _cut(self) -> None:
        _close(self._client)
        _close(self._server)


def _messages(side: socket.socket, *, starts: bool = False) -> Iterator[tuple[bytes, bytes]]:
    """Yield each message with its kind. The first of a client has none."""
    held = b""
    while part := side.recv(A_READ):
        held += part
        while True:
            head = LENGTH.size if starts else HEAD.size
            if len(held) < head:
                break
            length = LENGTH.unpack_from(held)[0] if starts else HEAD.unpack_from(held)[1] + 1
            if len(held) < length:
                break
            yield b"" if starts else held[:1], held[:length]
            held, starts = held[length:], False


def _close(side: socket.socket) -> None:
    with suppress(OSError):
        side.shutdown(socket.SHUT_RDWR)
    side.close()
