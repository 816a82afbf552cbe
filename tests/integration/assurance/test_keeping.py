"""What is kept of runs, for how long, and what is told of one that did not end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.builders import followers, signals
from tests.builders.signals import LATE, RAISED

from accord.assurance import folders, jobs
from accord.assurance.actions import following, whole_folders
from accord.assurance.actions.attempts import alone
from accord.assurance.actions.keeping import forget_old
from accord.assurance.actions.steps import At
from accord.assurance.models import Run, Signal
from accord.assurance.queries import attempts, runs
from accord.assurance.queries.followed import runs_needed
from accord.assurance.runs import stored
from accord.domain.errors import Conflict


@pytest.fixture(autouse=True)
def _nights(settings: Any) -> None:
    settings.ACCORD_ASSURANCE_NIGHTS = 2


def with_files(number: int) -> Run:
    """Store the run of a night, with the folders that it would have."""
    row = signals.run(RAISED + timedelta(days=number))
    for folder in (folders.folder_of_run(row.pk) / stored.FOLDER, folders.folder_of_snapshot(row.snapshot.identity)):
        folder.mkdir(parents=True)
    return row


def names(parent: Path) -> set[str]:
    return {each.name for each in parent.iterdir()}


def test_newest_run_with_files_is_shown() -> None:
    rows = [with_files(number) for number in range(2)]
    whole_folders.take_away(folders.folder_of_run(rows[1].pk))
    current = runs.newest()
    assert current
    assert (current.id, runs.one(rows[1].pk)) == (rows[0].pk, None)


def test_old_files_go_and_rows_stay() -> None:
    rows = [with_files(number) for number in range(4)]
    forget_old()
    assert names(folders.runs()) == {str(row.pk) for row in rows[2:]}
    assert names(folders.snapshots()) == {row.snapshot.identity for row in rows[2:]}
    assert Run.objects.count() == 4


def test_files_stay_that_an_open_follow_up_refers_to(tmp_path: Path) -> None:
    followers.load(tmp_path)
    signal, first = signals.raised(), Run.objects.latest("made_at")
    following.take_up(at=At(signal_id=signal, after=0), by=followers.lead(), now=LATE)
    for number in range(10, 13):
        signals.sighting(Signal.objects.get(pk=signal), RAISED + timedelta(days=number))
    assert runs_needed() == {first.pk}


def test_what_a_killed_run_left_is_swept() -> None:
    row = with_files(0)
    for parent in (folders.runs(), folders.snapshots()):
        (parent / ".writing-half").mkdir()
        (parent / ".writing-half" / "decisions.parquet").write_bytes(b"PAR1")
        (parent / "of-no-row").mkdir()
    forget_old()
    assert names(folders.runs()) | names(folders.snapshots()) == {str(row.pk), row.snapshot.identity}


def test_run_is_stale_after_a_night_without_one() -> None:
    with_files(0)
    current = runs.newest()
    assert current
    assert [current.stale(RAISED + timedelta(hours=hours)) for hours in (30, 37)] == [False, True]


def test_first_run_is_asked_for_once_and_not_where_one_is_there() -> None:
    asked = [jobs.ask_for_first_snapshot() for _ in range(2)]
    waiting = ProcrastinateJob.objects.filter(task_name=jobs.take_first_snapshot.name)
    assert (asked, waiting.count()) == ([True, True], 1)
    with_files(0)
    assert not jobs.ask_for_first_snapshot()


def test_one_is_taken_at_a_time() -> None:
    with alone(), pytest.raises(Conflict, match="already"), alone():
        pass


def test_run_under_way_is_no_failure() -> None:
    with alone():
        during = attempts.last()
    after = attempts.last()
    assert during
    assert after
    assert (during.is_under_way, during.did_not_end, after.is_under_way, after.did_not_end) == (
        True,
        False,
        False,
        False,
    )


def test_process_that_was_killed_did_not_end() -> None:
    with alone():
        held = folders.attempt().read_text(encoding="utf-8")
    folders.attempt().write_text(held, encoding="utf-8")  # as it lies there where nobody could note an end
    last = attempts.last()
    assert last
    assert last.did_not_end


def test_application_can_change_nothing_of_a_run(owner_connection: psycopg.Connection[tuple[object, ...]]) -> None:
    for table in ("snapshot", "run", "signal", "sighting"):
        query = "SELECT has_table_privilege('accord_app', %s, 'UPDATE, DELETE, TRUNCATE')"
        assert owner_connection.execute(query, [f"assurance_{table}"]).fetchone() == (False,)
