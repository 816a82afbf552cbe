"""Loading a region: the directory from files, then its people part by part, in one process or in several."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from accord.access.actions.accounts import NewAccount, open_accounts
from accord.domain.errors import Refused
from accord.organisations.actions import Reject, load_csv, load_training
from accord.synth.directory_files import write_directory, write_training
from accord.synth.parallel import load_parts
from accord.synth.parts import LoadReport
from accord.synth.placing import Placing
from accord.synth.regions import BLOCK, Region
from accord.synth.workforce import SignIn

CHUNK = 2 * BLOCK
Progress = Callable[[str, int, int], None]
"""Told what is being loaded, how many are done and of how many."""


def no_progress(what: str, done: int, of: int) -> None:
    """Tell nobody."""


def load(region: Region, *, progress: Progress = no_progress, chunk: int = CHUNK, processes: int = 1) -> LoadReport:
    """Load a region into a record that holds none of its people; memory does not grow with their number.

    Each chunk (a whole number of blocks) is loaded in transactions of its own. Several processes share the chunks
    between them, each with its own connection; they commit, so this is not for a test that rolls back.
    """
    report = _load_directory(region, progress)
    starts = range(0, region.people, max(BLOCK, chunk - chunk % BLOCK))
    parts = [(start, min(start + starts.step, region.people)) for start in starts]
    for part in load_parts(region, parts, processes):
        report.add(part)
        progress("People and plans", report.people, region.people)
    return report


def open_sign_ins(region: Region, password: str) -> tuple[SignIn, ...]:
    """Open the accounts to sign in with, all with this password, and return who they are."""
    placing = Placing(region)
    accounts = [
        NewAccount(staff_id=placing.staff_id(each.staff_code), username=each.username, password=password)
        for each in region.sign_ins
    ]
    open_accounts(accounts=accounts, by=None)
    return region.sign_ins


def _load_directory(region: Region, progress: Progress) -> LoadReport:
    progress("Organisations and staff", 0, len(region.organisations))
    with tempfile.TemporaryDirectory(prefix="accord-region-") as folder:
        rejects = Path(folder) / "rejects.csv"
        loaded = load_csv(**write_directory(region, Path(folder)), rejects=rejects, by=None)
        _refuse(loaded.rejects)
        trained = load_training(training=write_training(region, Path(folder)), rejects=rejects, by=None)
        _refuse(trained.rejects)
    progress("Organisations and staff", loaded.organisations, loaded.organisations)
    return LoadReport(organisations=loaded.organisations, staff_roles=loaded.staff, trainings=trained.added)


def _refuse(rejects: Sequence[Reject]) -> None:
    if rejects:
        first = rejects[0]
        raise Refused.one(f"{first.table}.{first.column}", f"line {first.line}: {first.reason}")
