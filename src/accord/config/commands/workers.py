"""`accord worker`: the jobs behind the pages."""

from __future__ import annotations

from typing import Annotated

import typer
from procrastinate.contrib.django import app as jobs

from accord.config import worker_rounds
from accord.config.commands.options import Data
from accord.config.commands.stores import up_to_date
from accord.config.messengers import writing_beside
from accord.config.publishers import publishing_beside
from accord.config.sealers import sealing_beside
from accord.config.tellers import telling_beside

app = typer.Typer()

Drain = Annotated[bool, typer.Option("--drain", help="Do what is waiting, then stop.")]


@app.command()
def worker(data: Data = None, drain: Drain = False) -> None:
    """Run jobs, seal the log, tell others, write to practices and publish pointers, until stopped.

    A job under way is finished first.
    """
    with up_to_date(), sealing_beside(), telling_beside(), publishing_beside(), writing_beside():
        if drain:
            worker_rounds.drain(jobs)
        else:
            worker_rounds.work_until_stopped(jobs)
