"""What a partner says has happened: by number, each once, and which numbers did not come."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from accord.domain.errors import Refused
from accord.projections.fhir.notifications import NotificationType, Numbered, Subscriber, notification
from accord.sharing.partners.news import Item, fresh, read_news

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLAN = uuid4()
BY = Subscriber(
    subscription_id=uuid4(), base="https://a.example/fhir/R4", topic="https://a.example/t", status="active", numbered=7
)


def told(kind: NotificationType, *events: Numbered) -> Any:
    return notification(BY, kind, events, now=NOW)


def event(number: int, version: UUID | None = PLAN) -> Numbered:
    return Numbered(number=number, at=NOW, person_id=uuid4() if version else None, version_id=version)


def numbered(*numbers: int) -> list[Item]:
    return [Item(number=each, version_id=PLAN) for each in numbers]


def test_what_we_tell_is_read_as_it_was_told() -> None:
    read = read_news(told(NotificationType.EVENT, event(6), event(7)))
    assert (read.kind, read.status, read.so_far) == ("event-notification", "active", 7)
    assert read.items == tuple(numbered(6, 7))


def test_event_that_leads_nowhere_names_no_plan() -> None:
    assert read_news(told(NotificationType.EVENTS, event(5, None))).items == (Item(number=5),)


@pytest.mark.parametrize("kind", [NotificationType.HANDSHAKE, NotificationType.HEARTBEAT])
def test_bell_without_events_is_read(kind: NotificationType) -> None:
    assert read_news(told(kind)).items == ()


@pytest.mark.parametrize(
    "body", [None, [], {}, {"resourceType": "Bundle"}, {"resourceType": "Bundle", "type": "history"}]
)
def test_what_is_no_notification_is_refused(body: object) -> None:
    with pytest.raises(Refused):
        read_news(body)


@pytest.mark.parametrize(
    ("taken", "came", "new", "missing"),
    [
        (0, (1, 2, 3), (1, 2, 3), ()),
        (2, (1, 2, 3), (3,), ()),
        (3, (1, 2, 3), (), ()),
        (0, (3, 1, 3), (1, 3), (2,)),
        (4, (8, 6), (6, 8), (5, 7)),
        (4, (), (), ()),
    ],
)
def test_each_number_is_taken_once_and_what_is_missing_between_is_named(
    taken: int, came: tuple[int, ...], new: tuple[int, ...], missing: tuple[int, ...]
) -> None:
    found = fresh(numbered(*came), taken=taken)
    assert [each.number for each in found.items] == list(new)
    assert (found.missing, found.reaches) == (missing, new[-1] if new else 0)


def test_more_missing_numbers_than_can_be_kept_are_refused_before_they_are_counted() -> None:
    with pytest.raises(Refused):
        fresh(numbered(10**14), taken=2)
    assert len(fresh(numbered(10_003), taken=2).missing) == 10_000
