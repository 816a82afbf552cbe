"""A process that serves a data folder and signs plans in it when told to. Start it with `COMMAND`; ACCORD_DATA is set.

It answers each line that it reads: `sign` signs one plan, `on` goes on signing, and `off` ends that. An answer holds
the ids of what was signed since the answer before.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

from django.db import connections
from tests.builders import drafts, who

from accord.access.actions import reads
from accord.access.actions.reads import Purpose
from accord.config.commands.stores import up_to_date
from accord.privileges import traces
from accord.privileges.claims import acting_as_software

COMMAND = (sys.executable, "-c", "import django; django.setup(); from tests.builders import signers; signers.main()")


def main() -> None:
    """Serve, and answer until there is nothing more to read."""
    with acting_as_software(), up_to_date(shared=False), tempfile.TemporaryDirectory() as folder:
        who.load_directory(Path(folder))
        signer = Signer(drafts.person_with_talk())
        _answer([])
        for line in sys.stdin:
            _answer(list(signer.obey(line.strip())))


class Signer:
    """Signs one plan of a person after another; each replaces the one before."""

    def __init__(self, person_id: UUID) -> None:
        self.person_id = person_id
        self.signed: list[str] = []
        self.enough = Event()
        self.going = Thread(target=self._go_on)

    def obey(self, word: str) -> Iterator[str]:
        """Do what a line asks, and yield what was signed since the last."""
        if word == "on":
            self._sign()
            self.going.start()
        elif word == "off":
            self.enough.set()
            self.going.join()
        else:
            self._sign()
        while self.signed and not self.going.is_alive():
            yield self.signed.pop(0)

    def _sign(self) -> None:
        by = drafts.gp()
        reads.note(by=by, person_id=self.person_id, purpose=Purpose.CARE, what="draft")
        self.signed.append(str(drafts.signed(self.person_id, by).version_id))

    def _go_on(self) -> None:
        with acting_as_software():
            while not self.enough.is_set():
                self._sign()
        connections.close_all()
        traces.close()


def _answer(signed: list[str]) -> None:
    sys.stdout.write(" ".join(signed) + "\n")
    sys.stdout.flush()
