"""`accord assure snapshot`: a run over the record of this installation, as every night makes one."""

from __future__ import annotations

from collections.abc import Iterator

from accord.assurance.actions import snapshots
from accord.assurance.actions.snapshots import Taken
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.config.commands.telling import telling


def snapshot(data: Data = None, as_json: AsJson = False) -> None:
    """Take a snapshot of the record here and run over it now, as the worker does every night; the pages show it."""
    with up_to_date(), telling(quiet=as_json) as tell:
        taken = snapshots.take(progress=tell)
    say(in_words(taken), taken, as_json=as_json)


def in_words(taken: Taken) -> Iterator[str]:
    """Yield what was taken."""
    if not taken.is_new:
        yield "The record stands as it stood at the last snapshot of today. Nothing was added."
        return
    yield f"{taken.decisions:>12,}  decisions"
    yield f"{taken.signals:>12,}  questions, {taken.new_signals:,} of them new"
