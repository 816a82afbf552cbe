"""Answering browsers: uvicorn, on a socket that we bound ourselves so that a busy port is said in words."""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import parent_process
from types import FrameType
from typing import Any

import django
import uvicorn
from uvicorn.supervisors import Multiprocess

from accord.config.configuration_errors import ConfigurationError
from accord.config.connections import MOST_CONNECTIONS
from accord.config.doors import DoorProtocol
from accord.config.embedded.launches import tie_to
from accord.config.handlers import OneThreadHandler
from accord.sharing.streams.hubs import MOST as MOST_STREAMS
from accord.sharing.streams.keeping import Streams

SLOW_IS_NOT_DEAD = 60
"""Seconds within which a process must answer the one that started it. With uvicorn's own five, one that starts slowly
on a busy machine is killed, and so is the next."""
OTHER_FILES = 200
"""Of the database, the logs and the parts of Python."""
COLLECTED_AFTER = 10_000
"""So many values more than were let go of, and the collector looks for circles among the newest."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A bound socket, and the address that a browser is given."""

    socket: socket.socket
    address: str


@contextmanager
def bind(host: str, port: int) -> Iterator[Listening]:
    """Bind `host` and `port` (0: any that is free), or say why not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as refused:
            wrong = f"{host}:{port} cannot be listened on ({refused})."
            raise ConfigurationError("--host and --port", wrong, "Give another port with --port.") from refused
        listener.listen(1024)
        listener.set_inheritable(True)
        shown = f"[{host}]" if ":" in host else host
        yield Listening(listener, f"http://{shown}:{listener.getsockname()[1]}/")


def serve_on(listening: Listening, *, workers: int = 1) -> None:
    """Answer until SIGTERM or SIGINT; requests under way are finished first."""
    config = uvicorn.Config(
        "accord.config.web_servers:make_application",
        factory=True,
        workers=workers,
        http=DoorProtocol,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=10,
        timeout_worker_healthcheck=SLOW_IS_NOT_DEAD,
    )
    if workers == 1:
        uvicorn.Server(config).run(sockets=[listening.socket])
    else:
        Multiprocess(config, sockets=[listening.socket]).run()


def make_application() -> OneThreadHandler:
    """Return the application; one of several workers first ties its life to the process that started it."""
    if parent := parent_process():
        tie_to(parent.pid or os.getppid())
    django.setup()
    application = OneThreadHandler()
    make_room(application.streams)
    end_with_us(application.streams)
    settle()
    return application


def make_room(streams: Streams) -> None:
    """Let this process keep as many open pages as it has files for, beside its other connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_STREAMS + MOST_CONNECTIONS + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    free = wanted if soft == resource.RLIM_INFINITY else soft - MOST_CONNECTIONS - OTHER_FILES
    streams.hub.most = max(0, min(MOST_STREAMS, free))


def end_with_us(streams: Streams) -> None:
    """End open pages' streams as soon as the process is asked to stop: it waits for every answer that is under way."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def stop(caught: int, frame: FrameType | None, before: Any = before) -> None:
            streams.stop()
            if callable(before):
                before(caught, frame)

        if callable(before):
            signal.signal(number, stop)


def settle() -> None:
    """Have the collector look less often, and never again through what is loaded by now, which stays.

    A signature makes and lets go of thousands of small values, and hardly any of them refer to each other in a circle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)
