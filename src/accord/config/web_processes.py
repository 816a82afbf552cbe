"""A process that answers browsers: its application, the room that it has, and how it ends. Django is set up before."""

from __future__ import annotations

import os
import resource
import signal
import threading
from multiprocessing import parent_process
from types import FrameType
from typing import Any

from accord.config.connections import MOST_CONNECTIONS
from accord.config.embedded.launches import tie_to
from accord.config.handlers import OneThreadHandler
from accord.config.settling import settle
from accord.sharing.streams.hubs import MOST as MOST_STREAMS
from accord.sharing.streams.keeping import Streams

OTHER_FILES = 200
"""Of the database, the logs and the parts of Python."""


def make_application() -> OneThreadHandler:
    """Return the application; one of several workers first ties its life to the process that started it."""
    if parent := parent_process():
        tie_to(parent.pid or os.getppid())
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
