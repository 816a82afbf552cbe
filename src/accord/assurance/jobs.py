"""What the worker does for assurance: a run over the record each night; each minute, look-backs and publications.

The run is a process of its own. It needs far more memory than the worker, and gives it back; the worker goes on sealing
the access log meanwhile; and what ends the one does not end the other.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime

import structlog
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from accord.assurance.actions import look_backs, publication_requests
from accord.assurance.queries import runs
from accord.domain.moments import LONDON

PR_SET_PDEATHSIG = 1
HOUR = 2
"""The hour of the night in England: between one and two, a night of spring has no hour and one of autumn two."""
TIED = (
    "import ctypes, os, signal, sys;"
    f" sys.platform == 'linux' and ctypes.CDLL(None).prctl({PR_SET_PDEATHSIG}, signal.SIGTERM, 0, 0, 0);"
    " os.nice(10); from accord.config.main import run; run()"
)
"""The command line, gently, and ended by the kernel when the worker is."""
COMMAND = (sys.executable, "-c", TIED, "assure", "snapshot", "--json")
"""The environment says where the data are."""
_log = structlog.stdlib.get_logger("accord.assurance")


@app.periodic(cron=f"40 {HOUR - 1},{HOUR} * * *")  # the clock of jobs is UTC: one of the two is the hour in England
@app.task(name="assurance.take_snapshot", queueing_lock="assurance.take_snapshot")
def take_snapshot(timestamp: int) -> None:
    """Take a snapshot of the record and run over it, where the time for which the job was due is the hour."""
    if is_the_hour(timestamp):
        _run()


@app.task(name="assurance.take_first_snapshot", queueing_lock="assurance.take_snapshot")
def take_first_snapshot() -> None:
    """Do it now, in the background, where nobody wants to wait for the night."""
    _run()


def ask_for_first_snapshot() -> bool:
    """Ask the worker for a run where there is none that the pages could show; return whether it was asked."""
    if runs.newest() is not None:
        return False
    with suppress(AlreadyEnqueued), transaction.atomic():
        take_first_snapshot.defer()
    return True


def _run() -> None:
    done = subprocess.run(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if done.returncode:
        # What it wrote of the failure could hold what was read: the command says it to whoever runs it by hand.
        _log.warning("the run of the night did not end well", ended_with=done.returncode)


@app.periodic(cron="* * * * *")
@app.task(name="assurance.ask_look_backs", queueing_lock="assurance.ask_look_backs")
def ask_look_backs(timestamp: int) -> None:
    """Ask of the decisions of look-backs that were opened, each minute; what was broken off goes on where it was."""
    del timestamp
    look_backs.ask_waiting()


@app.periodic(cron="* * * * *")
@app.task(name="assurance.make_publications", queueing_lock="assurance.make_publications")
def make_publications(timestamp: int) -> None:
    """Make ready what was asked for and is not ready, each minute; what was broken off is begun again."""
    del timestamp
    publication_requests.make_waiting()


@app.task(name="assurance.make_publications_now", queueing_lock="assurance.make_publications_now")
def make_publications_now() -> None:
    """Do it now, in the background: somebody waits for it."""
    publication_requests.make_waiting()


def ask_for_publications() -> None:
    """Ask the worker to make ready what was asked for."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        make_publications_now.defer()


def is_the_hour(timestamp: int) -> bool:
    """Return whether a time is in the hour of the run, in England."""
    return datetime.fromtimestamp(timestamp, UTC).astimezone(LONDON).hour == HOUR
