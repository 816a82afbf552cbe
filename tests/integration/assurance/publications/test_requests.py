"""A publication is asked for in a page and made ready by the worker: as whoever asked, or with the reason why not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.builders import publishing as build
from tests.builders.browsers import Browser
from tests.integration.assurance.conftest import SignIn

from accord.assurance import folders
from accord.assurance.actions import publication_requests as actions
from accord.assurance.models import PublicationAttempt, PublicationRequest
from accord.assurance.queries import publication_requests as queries
from accord.assurance.queries import publications, runs
from accord.assurance.queries.publication_requests import Making
from accord.domain.errors import Refused
from accord.domain.events import EventKind, Happening
from accord.events import hearing
from accord.organisations.models import StaffRole

pytestmark = pytest.mark.usefixtures("_run")
HOME = "/assurance/publications"
FIELDS = {"first": "2026-01", "last": "2026-06", "measures": ["M02"], "breakdowns": ["sex"]}


@pytest.fixture
def snapshot() -> None:
    folder = folders.folder_of_snapshot("0" * 64)
    folder.mkdir(parents=True)
    build.write_snapshot(folder)


def asked() -> UUID:
    run = runs.newest()
    assert run
    return actions.ask(chosen=build.choose(), publisher="Fen ICB", run=run, by=build.lead())


def found(publication_id: UUID) -> queries.Asked:
    row = queries.one(publication_id, build.officer().organisation_id)
    assert row
    return row


def fail(_: Happening) -> None:
    raise RuntimeError("no event")


def sent(lead: Browser) -> str:
    """Choose in the page, and return the page to which that leads."""
    return str(lead.send(f"{HOME}/new", FIELDS, page=f"{HOME}/new").headers["Location"])


def test_choosing_asks_the_worker_and_says_how_far_it_is(sign_in: SignIn) -> None:
    lead = sign_in("s-fen")
    href = sent(lead)
    page = lead.open(href)
    assert "Waiting for the worker" in page
    assert "Look again" in page
    assert href in lead.open(HOME)
    assert ProcrastinateJob.objects.filter(task_name="assurance.make_publications_now", status="todo").count() == 1


@pytest.mark.usefixtures("snapshot")
def test_worker_makes_it_ready_once_as_whoever_asked(sign_in: SignIn) -> None:
    lead = sign_in("s-fen")
    href = sent(lead)
    assert (actions.make_waiting(), actions.make_waiting()) == (1, 0)
    held = build.held(UUID(href.rsplit("/", 1)[1]))
    assert (held.prepared_by, held.measures) == (build.lead().staff_id, ("M02",))
    assert held.sha256 in lead.open(href)
    assert "Not ready" not in lead.open(HOME)


def test_what_cannot_be_made_says_why_and_is_not_begun_again(sign_in: SignIn) -> None:
    href = f"{HOME}/{asked()}"
    assert (actions.make_waiting(), actions.make_waiting()) == (0, 0)
    page = sign_in("s-fen").open(href)
    assert "The snapshot of this run is no longer kept." in page
    assert "Look again" not in page
    assert PublicationAttempt.objects.count() == 1


@pytest.mark.usefixtures("snapshot")
def test_failure_leaves_nothing_and_is_begun_again() -> None:
    publication_id = asked()
    hearing.hear(EventKind.PUBLICATION_PREPARED, fail)
    try:
        assert actions.make_waiting() == 0
    finally:
        hearing.stop_hearing(EventKind.PUBLICATION_PREPARED, fail)
    assert found(publication_id).making is Making.UNDER_WAY
    assert actions.make_waiting() == 1


def test_what_never_ends_is_begun_three_times_and_no_more() -> None:
    publication_id = asked()
    for _ in range(actions.TRIES):
        PublicationAttempt.objects.create(request_id=publication_id)
    actions.make_waiting()
    assert found(publication_id).why_not == actions.ENDED_EACH_TIME


def test_nothing_is_made_for_whoever_left_the_role_meanwhile() -> None:
    publication_id = asked()
    StaffRole.objects.filter(pk=build.lead().staff_role_id).update(valid_to=date(2026, 7, 1))
    actions.make_waiting()
    assert found(publication_id).why_not == actions.NOT_ANY_MORE
    assert publications.one(publication_id, build.officer().organisation_id) is None


def test_too_much_is_refused_before_anything_is_asked_for() -> None:
    run = runs.newest()
    assert run
    many = build.choose(measures=tuple(f"M{number:02}" for number in range(1, 11)))
    with pytest.raises(Refused):
        actions.ask(chosen=many, publisher="Fen ICB", run=run, by=build.lead())
    assert PublicationRequest.objects.count() == 0


def test_request_is_seen_by_its_own_organisation_alone(sign_in: SignIn) -> None:
    other = sign_in("s-other")
    assert other.get(f"{HOME}/{asked()}").status_code == 404
    assert "Not ready" not in other.open(HOME)


@pytest.mark.usefixtures("failing_events")
def test_nothing_is_asked_where_the_event_cannot_be() -> None:
    with pytest.raises(RuntimeError, match="no event"), transaction.atomic():
        asked()
    assert PublicationRequest.objects.count() == 0


@pytest.mark.parametrize("table", ["publicationrequest", "publicationattempt", "publicationrefusal"])
def test_what_was_asked_is_never_changed(table: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM assurance_{table}")
