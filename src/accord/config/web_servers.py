"""Answering browsers: uvicorn, on a socket that we bound ourselves so that a busy port is said in words."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import django
import uvicorn
from uvicorn.supervisors import Multiprocess

from accord.config.configuration_errors import ConfigurationError

SLOW_IS_NOT_DEAD = 60
"""Seconds within which a process must answer the one that started it. With uvicorn's own five, one that starts slowly
on a busy machine is killed, and so is the next."""


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


class _Config(uvicorn.Config):
    """What is passed to each web process, and loaded there.

    A process that was started afresh reads this module before anything else: nothing that has models may be imported
    here, and what is loaded by its name is loaded only once Django is set up.
    """

    def load(self) -> None:
        """Set Django up, then load the rest."""
        django.setup()
        super().load()


def serve_on(listening: Listening, *, workers: int = 1) -> None:
    """Answer until SIGTERM or SIGINT; requests under way are finished first."""
    config = _Config(
        "accord.config.web_processes:make_application",
        factory=True,
        workers=workers,
        http="accord.config.doors:DoorProtocol",
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
