"""An event is recorded with its outbox row, in the transaction of what it tells of."""

from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from tests.builders.who import bare_actor

from accord.domain.errors import Refused
from accord.domain.events import EventKind, Happening
from accord.events import hearing
from accord.events.actions import mark_delivered, record, record_many
from accord.events.models import Event, Outbox


def test_record_writes_event_and_outbox() -> None:
    person, by = uuid4(), bare_actor()
    event_id = record(kind=EventKind.PLAN_SIGNED, person_id=person, by=by, payload={"version_id": str(uuid4())})
    event = Event.objects.get(pk=event_id)
    assert (event.kind, event.person_id, event.staff_role_id) == ("plan_signed", person, by.staff_role_id)
    assert Outbox.objects.get(event=event).xid == event.xid


@pytest.mark.parametrize("value", ["not for CPR", "9990000018", "x" * 65])
def test_record_refuses_what_is_no_code(value: str) -> None:
    with pytest.raises(Refused, match=r"payload\.reason"):
        record(kind=EventKind.PLAN_SIGNED, person_id=None, by=None, payload={"reason": value})


def test_record_many_writes_one_each() -> None:
    people = [uuid4(), uuid4()]
    record_many(kind=EventKind.PERSON_RECORDED, people=people, by=None)
    assert Outbox.objects.filter(event__person_id__in=people).count() == 2


@pytest.mark.parametrize("statement", ["UPDATE events_event SET kind = 'x'", "DELETE FROM events_event"])
def test_events_never_change(statement: str) -> None:
    record(kind=EventKind.PLAN_SIGNED, person_id=None, by=None)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("committed")
def test_not_even_the_owner_changes_events(owner_connection: psycopg.Connection[tuple[object, ...]]) -> None:
    with transaction.atomic():
        record(kind=EventKind.PLAN_SIGNED, person_id=None, by=None)
    with pytest.raises(Exception, match="append-only"):
        owner_connection.execute("DELETE FROM events_event")


def test_mark_delivered_leaves_nothing_waiting() -> None:
    event_id = record(kind=EventKind.PLAN_SIGNED, person_id=None, by=None)
    assert mark_delivered(event_ids=[event_id]) == 1
    assert mark_delivered(event_ids=[event_id]) == 0


def test_hearer_is_told_in_the_same_transaction() -> None:
    heard: list[Happening] = []
    hearing.hear(EventKind.DATASET_EXPORTED, heard.append)
    try:
        record(kind=EventKind.DATASET_EXPORTED, person_id=uuid4(), by=None, payload={"rows": 3})
    finally:
        hearing.stop_hearing(EventKind.DATASET_EXPORTED, heard.append)
    assert [one.payload for one in heard] == [{"rows": 3}]


def test_hearer_that_fails_saves_nothing() -> None:
    def fail(_: Happening) -> None:
        raise IntegrityError

    before = Event.objects.count()
    hearing.hear(EventKind.DATASET_EXPORTED, fail)
    try:
        with pytest.raises(IntegrityError), transaction.atomic():
            record(kind=EventKind.DATASET_EXPORTED, person_id=uuid4(), by=None)
    finally:
        hearing.stop_hearing(EventKind.DATASET_EXPORTED, fail)
    assert Event.objects.count() == before
