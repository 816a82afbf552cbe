"""How many waiting events go in one notification, and what becomes of one that is never taken."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from accord.projections.fhir.notifications import NotificationType, Numbered, Subscriber, notification
from accord.sharing.deliveries.errands import together
from accord.sharing.deliveries.paces import Pace
from accord.sharing.deliveries.wanted import MOST_AT_ONCE
from accord.sharing.models import Delivery


def sent(count: int, most: int, never: set[int]) -> tuple[list[int], list[int], int]:
    """Send so many events to a subscriber that never takes some; return what it took, what died, and the tries."""
    waiting, taken, sendings = [Delivery(number=number, tries=0) for number in range(count)], list[int](), 0
    dead: list[int] = []
    while waiting:
        next_ones, sendings = together(waiting[:most], most), sendings + 1
        if never.isdisjoint(each.number for each in next_ones):
            taken += [each.number for each in next_ones]
            waiting = waiting[len(next_ones) :]
            continue
        for each in next_ones:
            each.tries += 1
        dead += [each.number for each in next_ones if each.tries >= Pace().tries]
        waiting = [each for each in waiting if each.number not in dead]
    return taken, dead, sendings


def test_all_that_waits_goes_together() -> None:
    assert sent(1_200, 500, set()) == ([*range(1_200)], [], 3)


@pytest.mark.parametrize("never", [{0}, {7}, {499}, {500}, {250, 251}, {3, 4, 5, 480}])
def test_what_is_never_taken_dies_alone(never: set[int]) -> None:
    taken, dead, sendings = sent(1_000, MOST_AT_ONCE, never)
    assert (dead, taken) == (sorted(never), [each for each in range(1_000) if each not in never])
    assert sendings < 40 * len(never)


def test_one_at_a_time_stays_one_at_a_time() -> None:
    assert sent(3, 1, {1}) == ([0, 2], [1], 2 + Pace().tries)


def test_largest_notification_has_half_a_megabyte() -> None:
    to = Subscriber(
        subscription_id=UUID(int=1), base="https://" + "x" * 292, topic="x", status="active", numbered=10**12
    )
    now, one = datetime(2026, 10, 5, tzinfo=UTC), UUID(int=1)
    events = [Numbered(number=10**12 - each, at=now, person_id=one, version_id=one) for each in range(MOST_AT_ONCE)]
    body = json.dumps(notification(to, NotificationType.EVENT, events, now=now), separators=(",", ":"))
    assert 400_000 < len(body) < 600_000
