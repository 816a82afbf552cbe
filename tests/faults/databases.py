"""The embedded PostgreSQL of a data folder, held by the tests, so that it can die while the web server lives."""

from __future__ import annotations

import signal
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from tests.faults.servers import children, kill

from accord.config import embedded

PATIENCE = 30


class Database:
    """Runs for as long as the block lasts, but while it is dead."""

    def __init__(self, data: Path) -> None:
        """Serve a data folder."""
        self._data = data
        self._server = embedded.start(data)

    def __enter__(self) -> Self:
        """Give it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it cleanly."""
        self._server.stop()

    @property
    def socket(self) -> Path:
        """The folder of its socket."""
        return self._server.socket

    @property
    def pid(self) -> int:
        """The first of its processes."""
        assert self._server.process is not None
        return self._server.process.pid

    def kill_a_process(self) -> None:
        """Kill one that serves Accord; the others end themselves, and the first starts all again from the log."""
        conninfo = self._server.conninfo(user=embedded.SUPERUSER)
        with psycopg.connect(conninfo) as connection:
            row = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE usename = %s ORDER BY state_change DESC LIMIT 1",
                [embedded.APP_ROLE],
            ).fetchone()
        assert row is not None
        kill(row[0])

    def kill_everything(self) -> None:
        """Kill every process of it at once, and start it again."""
        for pid in (self.pid, *children(self.pid)):
            kill(pid)
        self.start_again()

    def stop_at_once(self) -> None:
        """Have it stop without writing anything more (an immediate shutdown), and start it again."""
        assert self._server.process is not None
        self._server.process.send_signal(signal.SIGQUIT)
        self.start_again()

    def is_dead(self) -> bool:
        """Return whether it has ended."""
        return self._server.process is None or self._server.process.poll() is not None

    def start_again(self) -> None:
        """Start it, once what was there has ended."""
        assert self._server.process is not None
        self._server.process.wait(PATIENCE)
        self._server = embedded.start(self._data)
