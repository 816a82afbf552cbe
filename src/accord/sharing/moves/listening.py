"""Listening for HL7 v2 over TCP (MLLP: hl7.org, "Minimal Lower Layer Protocol", release 1), for one registered system.

A message stands between a vertical tab and a file separator with a carriage return. It is kept and committed, placed if
that can be done at once, and answered: what was answered is never lost, and what was not the sender sends again.
"""

from __future__ import annotations

import hashlib
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import BoundedSemaphore
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accord.access.queries import systems
from accord.domain.authority import Actor
from accord.domain.system_scopes import SystemScope, is_covered, read_scope
from accord.privileges.claims import acting_as
from accord.sharing.moves import acks, adt
from accord.sharing.moves.keeping import Kept, keep
from accord.sharing.moves.messages import NotAnAdmission, Wrong
from accord.sharing.moves.placing import place_softly

BEGIN, END = b"\x0b", b"\x1c\r"
LONGEST = 1024 * 1024
"""Bytes of one message. ADT messages are a few thousand."""
MOST = 32
"""Connections at once; an integration engine keeps one or two."""
PATIENCE = 30.0
"""Seconds in which a message that has begun has to arrive."""
SCOPE = read_scope("system/Encounter.cu")
NOT_ADMITTED = "Taken; nobody was admitted, so nothing changes here."
_log = structlog.stdlib.get_logger("accord.moves")


class NoSender(Exception):
    """The system for which one listens is not registered (any more), or may not tell of moves."""


def sender(system_id: UUID) -> Actor:
    """Return the system that tells, acting for its organisation; raises NoSender where it may not."""
    registered, actor = systems.find(system_id), systems.actor_of(system_id)
    if registered is None or actor is None or not _may(registered.scopes):
        raise NoSender
    return actor


def answer(sent: bytes, system_id: UUID) -> bytes:
    """Take one message, and return the answer to it."""
    now, header, kept = timezone.now(), adt.Header(), None
    try:
        text = adt.decode(sent)
        header = adt.read_header(text)
        kept = _keep(text, sent, system_id)
        said = acks.taken(header, now)
    except NotAnAdmission:
        said = acks.taken(header, now, NOT_ADMITTED)
    except Wrong as wrong:
        _log.warning("a message was not taken", at=wrong.at, code=wrong.code, system=str(system_id))
        said = acks.refused(header, wrong, now)
    except Exception as failed:
        _log.exception("a message could not be kept", system=str(system_id), exc_info=failed)
        said = acks.failed(header, now)
    if kept is not None and kept.is_new:
        place_softly(kept.move_id)
    return said.encode("utf-8", "replace")


def _keep(text: str, sent: bytes, system_id: UUID) -> Kept:
    takes = frozenset("PTD") if settings.ACCORD_DEMO else frozenset("P")
    message = adt.read(text, now=timezone.now(), takes=takes)
    by = sender(system_id)
    with acting_as(by):
        return keep(message=message, digest=hashlib.sha256(sent).hexdigest(), by=by)


def _may(scopes: tuple[SystemScope, ...]) -> bool:
    return is_covered(SCOPE, scopes)


class _Sender(BaseRequestHandler):
    """One connection: message after message, in order, each answered before the next is read."""

    request: socket.socket
    server: Listener

    def handle(self) -> None:
        """Answer until the sender ends the connection, or sends what is no message."""
        with suppress(OSError), self.server.places:
            for sent in frames(self.request):
                said = answer(sent, self.server.system_id)
                connection.close()
                self.request.sendall(BEGIN + said + END)


def frames(sender: socket.socket) -> Iterator[bytes]:
    """Yield each message of a connection; ends where what comes is none, is too long, or stops in the middle."""
    held = b""
    while True:
        begun = held.find(BEGIN)
        held = held[begun:] if begun >= 0 else b""
        end = held.find(END)
        if end > 0:
            yield held[1:end]
            held = held[end + len(END) :]
            continue
        if len(held) > LONGEST:
            _log.warning("a message was too long", bytes=len(held))
            return
        sender.settimeout(PATIENCE if held else None)
        more = sender.recv(65_536)
        if not more:
            return
        held += more


@dataclass(frozen=True, slots=True)
class Proof:
    """Our certificate and key, and whose certificates we trust: both sides prove who they are."""

    certificate: str
    key: str
    senders: str

    def context(self) -> ssl.SSLContext:
        """Return what TLS needs; a sender without a certificate is not let in."""
        made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=self.senders)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        made.verify_mode = ssl.CERT_REQUIRED
        made.load_cert_chain(self.certificate, self.key)
        return made


class Listener(ThreadingTCPServer):
    """Listens for one system."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], system_id: UUID, proof: Proof | None = None) -> None:
        self.system_id = system_id
        self.places = BoundedSemaphore(MOST)
        self._context = proof.context() if proof else None
        super().__init__(address, _Sender)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Take a connection; with TLS, its handshake is done by the first reading, not here."""
        taken, address = super().get_request()
        if self._context is not None:
            taken = self._context.wrap_socket(taken, server_side=True, do_handshake_on_connect=False)
        return taken, address

    def handle_error(self, request: object, client_address: object) -> None:
        """Say that a connection failed; the others go on."""
        del request, client_address
        _log.exception("a connection failed")
