"""When a layer holds, and when a suspension does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.builders.plans import NOW, layer, suspension

from accord.domain.moments import Moment
from accord.domain.standing import Layer

JULY = date(2026, 7, 1)


def _ending(at: Moment | None) -> Layer:
    return replace(layer().layer, ends_at=at)


@pytest.mark.parametrize(
    ("now", "holds"),
    [(datetime(2026, 7, 1, 22, 59, tzinfo=UTC), True), (datetime(2026, 7, 1, 23, 1, tzinfo=UTC), False)],
)
def test_layer_with_an_end_day_holds_to_midnight_in_london(now: datetime, holds: bool) -> None:
    assert _ending(Moment(JULY)).holds(now) is holds


@pytest.mark.parametrize(("minutes", "holds"), [(-1, True), (0, False), (1, False)])
def test_layer_with_an_end_time_holds_up_to_it(minutes: int, holds: bool) -> None:
    assert _ending(Moment.of(NOW)).holds(NOW + timedelta(minutes=minutes)) is holds


def test_layer_without_an_end_holds_for_ever() -> None:
    assert _ending(None).holds(NOW + timedelta(days=20_000))


@pytest.mark.parametrize(("days", "covers"), [(-2, False), (-1, True), (0, True), (1, False)])
def test_suspension_covers_from_its_start_up_to_its_end(days: int, covers: bool) -> None:
    assert suspension().covers(NOW + timedelta(days=days)) is covers


def test_suspension_without_an_end_stands_until_it_is_lifted() -> None:
    assert suspension(until=None).covers(NOW + timedelta(days=900))
