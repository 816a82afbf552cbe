"""A snapshot is there whole or not at all, and what the pages show changes only when all of the next is there.

Two nights are really taken once for all tests of this module: a run inside one transaction would outlast it.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections
from django.test import override_settings
from django.utils import timezone
from tests.builders import drafts, who

from accord.assurance import folders
from accord.assurance.actions import snapshots
from accord.assurance.actions.snapshots import Taken
from accord.assurance.models import Run, Sighting, Snapshot
from accord.assurance.queries import attempts, measured, runs
from accord.assurance.queries.measured import Measured
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.domain.events import EventKind, Happening
from accord.domain.people import PersonName
from accord.events import hearing
from accord.events.models import Event
from accord.plans.queries.keys import kept_key
from accord.privileges import traces
from accord.privileges.claims import acting_as, acting_as_software
from accord.projections.dataset import pseudonym

pytestmark = pytest.mark.usefixtures("committed")
EVERYWHERE = Scope(site_codes=None)
STOPS_AT = "Counting"


class Stopped(BaseException):
    """What a process sees that is told to end."""


@dataclass(frozen=True, kw_only=True)
class Left:
    """What stood after something was tried: the run shown, and the folders."""

    shown: CurrentRun | None
    names: frozenset[str]
    rows: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Nights:
    """Two nights, and what went wrong between them."""

    resident: UUID
    first: Taken
    again: Taken
    held: CurrentRun
    before: tuple[Measured, ...]
    stopped: Left
    failed: Left
    second: Taken


def left() -> Left:
    names = (each.name for parent in (folders.runs(), folders.snapshots()) for each in parent.iterdir())
    counts = Run.objects.count(), Sighting.objects.count()
    return Left(shown=runs.newest(), names=frozenset(names), rows=counts)


def stop(doing: str, _done: int, _of: int) -> None:
    if doing == STOPS_AT:
        raise Stopped


def fail(_: Happening) -> None:
    raise RuntimeError("no event")


def try_and_stop() -> None:
    with pytest.raises(Stopped):
        snapshots.take(on=timezone.localdate() + timedelta(days=1), progress=stop)


def try_without_event() -> None:
    hearing.hear(EventKind.ASSURANCE_RUN_MADE, fail)
    with pytest.raises(RuntimeError, match="no event"):
        snapshots.take(on=timezone.localdate() + timedelta(days=1))
    hearing.stop_hearing(EventKind.ASSURANCE_RUN_MADE, fail)


def take_two(folder: Path) -> Nights:
    who.load_directory(folder)
    resident = drafts.person_with_talk(name=PersonName(family=f"Night{uuid4().hex[:8]}", given=("Ida",)))
    drafts.move_in(resident)
    drafts.signed(resident)
    first, again, held = snapshots.take(), snapshots.take(), runs.newest()
    assert held
    return Nights(
        resident=resident,
        first=first,
        again=again,
        held=held,
        before=measured.rows(held, measure="M02", scope=EVERYWHERE),
        stopped=(try_and_stop(), left())[1],
        failed=(try_without_event(), left())[1],
        second=snapshots.take(on=timezone.localdate() + timedelta(days=1)),
    )


@pytest.fixture(scope="module")
def nights(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nights]:
    folder = tmp_path_factory.mktemp("nights")
    given = {"ACCORD_ASSURANCE": folder / "assurance", "ACCORD_TEST_NUMBERS": frozenset({"own"})}
    with override_settings(**given), django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django publishes no type for it
        with acting_as_software():
            taken = take_two(folder)
        traces.close()
        connections.close_all()
        yield taken


def test_run_is_what_the_pages_show(nights: Nights) -> None:
    assert (nights.held.id, nights.held.identity) == (nights.first.run_id, nights.first.identity)
    assert nights.before
    current = runs.newest()
    assert current
    assert current.id == nights.second.run_id


def test_each_night_counts_as_one_look_of_three_years_of_nights() -> None:
    asked = snapshots.what_is_asked(timezone.localdate())
    assert (asked.looks, asked.since) == (3 * 365 + 1, None)


def test_event_tells_of_the_run_and_of_nobody(nights: Nights) -> None:
    event = Event.objects.get(kind="assurance_run_made", payload__run=str(nights.first.run_id))
    assert (event.person_id, event.payload["snapshot"]) == (None, nights.first.identity)
    assert event.payload["signals"] == nights.first.signals


def test_files_are_read_only_and_for_their_owner_alone(nights: Nights) -> None:
    held = [each for each in (*folders.snapshots().rglob("*"), *folders.runs().rglob("*")) if each.is_file()]
    assert {stat.S_IMODE(each.stat().st_mode) for each in held} == {0o400}
    assert {stat.S_IMODE(each.parent.stat().st_mode) for each in held} == {0o700}


def test_same_record_on_the_same_day_is_no_second_snapshot(nights: Nights) -> None:
    assert (nights.again.identity, nights.again.run_id) == (nights.first.identity, nights.first.run_id)
    assert not nights.again.is_new
    assert Snapshot.objects.filter(identity=nights.first.identity).count() == 1


def test_another_day_is_another_snapshot(nights: Nights) -> None:
    assert nights.second.is_new
    assert nights.second.identity != nights.first.identity


def test_run_that_is_stopped_leaves_nothing_and_the_run_before(nights: Nights) -> None:
    assert nights.stopped.shown == nights.held
    assert str(nights.first.run_id) in nights.stopped.names
    assert sum(name.startswith(".") for name in nights.stopped.names) == 0


def test_nothing_is_kept_of_a_run_without_its_event(nights: Nights) -> None:
    assert nights.failed.shown == nights.held
    assert nights.failed.rows == nights.stopped.rows
    assert {name for name in nights.failed.names if len(name) == len(str(uuid4()))} == {str(nights.first.run_id)}


def test_whoever_reads_a_run_goes_on_reading_it_when_the_next_is_there(nights: Nights) -> None:
    measured.rows.cache_clear()
    assert measured.rows(nights.held, measure="M02", scope=EVERYWHERE) == nights.before


def test_last_attempt_went_well(nights: Nights) -> None:
    last = attempts.last()
    assert last
    assert not last.did_not_end


def test_person_is_led_back_by_the_kept_key_and_not_named(nights: Nights) -> None:
    held = b"".join(each.read_bytes() for each in folders.folder_of_snapshot(nights.first.identity).iterdir())
    assert pseudonym(str(nights.resident), column="person_id", key=kept_key()).encode() in held
    assert str(nights.resident).encode() not in held


def test_snapshot_is_taken_by_the_software_alone(nights: Nights) -> None:
    with acting_as(drafts.gp()), pytest.raises(DatabaseError):
        snapshots.take(on=timezone.localdate() + timedelta(days=2))
    assert not Snapshot.objects.filter(as_of=timezone.localdate() + timedelta(days=2)).exists()
