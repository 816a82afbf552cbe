"""How many questions one place may ask, and how long it must wait for the next."""

from __future__ import annotations

from accord.access.pages.transparency import allowances
from accord.access.pages.transparency.allowances import Allowance


def test_burst_is_allowed_and_no_more() -> None:
    allowance = Allowance(burst=3, rate=0.5)
    assert [allowance.take("a", now=10) for _ in range(4)] == [0, 0, 0, 2]


def test_bucket_fills_again_and_never_over() -> None:
    allowance = Allowance(burst=2, rate=1)
    assert [allowance.take("a", now=at) for at in (0, 0, 0, 1, 100, 100, 100)] == [0, 0, 1, 0, 0, 0, 1]


def test_places_are_counted_apart() -> None:
    allowance = Allowance(burst=1, rate=1)
    assert [allowance.take(place, now=0) for place in ("a", "b", "a")] == [0, 0, 1]


def test_places_that_are_remembered_are_bounded() -> None:
    allowance = Allowance(burst=1, rate=1)
    for place in range(allowances.MOST_PLACES + 1):
        allowance.take(str(place), now=0)
    assert len(allowance._buckets) == allowances.MOST_PLACES
    assert [allowance.take(place, now=0) for place in ("1", "0")] == [1, 0]
