"""Starting, sharing and stopping the server of a data folder."""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
from psycopg import sql

from accord.config.embedded import clusters
from accord.config.embedded.clusters import SUPERUSER, ServerFailed
from accord.config.embedded.identities import Identity, choose
from accord.config.embedded.keepers import kept_running
from accord.config.embedded.programs import find_programs

DATABASE = "accord"
OWNER_ROLE = "accord_owner"
APP_ROLE = "accord_app"
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432.lock")
SHORT_PLACE = Path("/tmp")  # noqa: S108 - the folder made in it is ours alone, and checked to be
PATIENCE = 30.0


class FolderHeld(RuntimeError):
    """Another process already serves this data folder."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who serves a data folder: the server's process, the process that started it, and whether that one still lives."""

    server: int
    starter: int
    command: str
    alive: bool

    def __str__(self) -> str:
        return (
            f"process {self.starter} ({self.command})" if self.alive else f"a server that is stopping ({self.server})"
        )


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """A running server: where to reach it and, when it is ours, its process."""

    socket: Path
    process: subprocess.Popen[bytes] | None

    def stop(self) -> None:
        """Stop the server if it is ours: cleanly, then at once."""
        if self.process is None:
            return
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self.process.poll() is not None:
                return
            self.process.send_signal(number)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                continue

    def wait(self) -> None:
        """Come back once the server has ended, if it is ours."""
        if self.process is not None:
            self.process.wait()

    def conninfo(self, *, user: str, database: str = DATABASE) -> str:
        """Return the connection string of `user`."""
        return psycopg.conninfo.make_conninfo(host=str(self.socket), user=user, dbname=database)


def socket_folder(data: Path) -> Path:
    """Return the folder of the socket: in the data folder, or a short one of its own where that path is too long."""
    inside = data.absolute() / "socket"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET:
        return inside
    digest = hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:12]
    return SHORT_PLACE / f"accord-{os.geteuid()}-{digest}"


def holder_of(data: Path) -> Holder | None:
    """Return who serves `data`, or None when nobody does."""
    cluster = data.absolute() / "postgres"
    try:
        pid = int((cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        if os.fsencode(cluster) not in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
            return None
        parent = int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
        starter = int((data / "starter").read_text(encoding="ascii"))
        command = Path(f"/proc/{parent}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except (OSError, ValueError, IndexError):
        return None
    return Holder(pid, starter, command, alive=parent == starter)


def start(data: Path, *, durable: bool = True, shared: bool = False) -> EmbeddedServer:
    """Start the server of `data`, making its files first if there are none.

    Where another process holds the folder, use its server if `shared`, and raise `FolderHeld` otherwise.
    """
    data = data.absolute()
    make_data_folder(data)
    with _turn(data):
        holder = _holder_when_settled(data)
        if holder is None:
            return _started(data, durable)
        if shared:
            return EmbeddedServer(socket_folder(data), None)
        raise FolderHeld(f"{data} is already served by {holder}. Stop it, or use another folder with --data.")


@contextmanager
def running(data: Path, *, shared: bool = True) -> Iterator[EmbeddedServer]:
    """Give the server of `data` for as long as the block lasts: one of ours is started again whenever it ends."""
    server = start(data, shared=shared)
    if server.process is None:
        yield server
    else:
        with kept_running("postgres", server, partial(start, data)):
            yield server


def make_data_folder(data: Path) -> None:
    """Make the data folder. As root, another user runs the server and must pass through; what lies inside is closed."""
    data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)


@contextmanager
def _turn(data: Path) -> Iterator[None]:
    """Let one process at a time start a server on `data`."""
    descriptor = os.open(data / "start.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _holder_when_settled(data: Path) -> Holder | None:
    """Return who holds `data`, after a server whose starter has died has finished."""
    until = time.monotonic() + PATIENCE
    while (holder := holder_of(data)) and not holder.alive and time.monotonic() < until:
        time.sleep(0.02)
    return holder


def _started(data: Path, durable: bool) -> EmbeddedServer:
    cluster, socket, log, programs = data / "postgres", socket_folder(data), data / "postgres.log", find_programs()
    identity = choose(cluster, programs)
    log.write_bytes(b"")
    log.chmod(0o600)
    if not cluster.exists():
        clusters.create(cluster, programs, identity, log)
    clusters.admit(cluster, identity)
    clusters.keep_settings(cluster)
    clusters.own(socket, identity)
    _check_owner(socket, identity)
    process = clusters.serve(cluster, programs, identity, socket=socket, log=log, durable=durable)
    (data / "starter").write_text(str(os.getpid()), encoding="ascii")
    server = EmbeddedServer(socket, process)
    try:
        _wait_until_ready(cluster, process, identity, log)
        _make_database(server)
    except BaseException:
        server.stop()
        raise
    return server


def _check_owner(socket: Path, identity: Identity) -> None:
    """Refuse a socket folder that somebody else laid ready (the short one lies in a place open to all)."""
    owner = identity.uid if identity.mode == "user" else os.geteuid()
    state = socket.lstat()
    if socket.is_symlink() or state.st_uid != owner or state.st_mode & 0o077:
        raise ServerFailed(f"{socket} belongs to somebody else or is open to others. Remove it and start again.")


def _wait_until_ready(cluster: Path, process: subprocess.Popen[bytes], identity: Identity, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        if clusters.is_ready(cluster, process):
            return
        time.sleep(0.005)
    raise ServerFailed(f"the database did not start: {clusters.last_words(log)}. {clusters.advice(identity)}")


def _make_database(server: EmbeddedServer) -> None:
    """Make the two roles and the database, once."""
    with psycopg.connect(server.conninfo(user=SUPERUSER, database="postgres"), autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role in (OWNER_ROLE, APP_ROLE):
            if role not in known:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            name, owner = sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
