"""A process takes a second's share of what a system may ask, and asks the database no more often than it must."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import pytest

from accord.access.actions.allowances import Taken
from accord.access.allowances import Allowances

ONE, OTHER = UUID(int=1), UUID(int=2)


@dataclass
class Bucket:
    """What all processes share: so many for each system, never filled again."""

    most: int
    asked: int = 0
    left: dict[UUID, int] = field(default_factory=dict)

    def take(self, system_id: UUID, _a_minute: int, wanted: int) -> Taken:
        """Give what is wanted, or what is left."""
        self.asked += 1
        held = self.left.get(system_id, self.most)
        given = min(held, wanted)
        self.left[system_id] = held - given
        return Taken(given, 0.0)


@pytest.fixture
def at() -> list[float]:
    return [0.0]


def of(bucket: Bucket, at: list[float]) -> Allowances:
    return Allowances(take=bucket.take, now=lambda: at[0])


def test_busy_system_asks_the_database_once_a_second(at: list[float]) -> None:
    bucket = Bucket(6_000)
    process = of(bucket, at)
    assert {process.wait(ONE, 6_000) for _ in range(250)} == {0}
    assert bucket.asked == 3


def test_processes_together_give_out_no_more_than_there_is(at: list[float]) -> None:
    bucket = Bucket(100)
    processes = [of(bucket, at) for _ in range(3)]
    answers = [process.wait(ONE, 120) for _ in range(60) for process in processes]
    assert answers.count(0) == 100


def test_system_that_waits_is_told_how_long_without_asking_again(at: list[float]) -> None:
    bucket = Bucket(1)
    process = of(bucket, at)
    assert [process.wait(ONE, 6) for _ in range(3)] == [0, 10, 10]
    assert bucket.asked == 2
    at[0] = 9.5
    assert process.wait(ONE, 6) == 1
    at[0] = 10.0
    assert (process.wait(ONE, 6), bucket.asked) == (10, 3)


def test_one_system_is_not_stopped_by_another(at: list[float]) -> None:
    process = of(Bucket(1), at)
    assert [process.wait(each, 6) for each in (ONE, ONE, OTHER)] == [0, 10, 0]


def test_any_number_is_never_counted(at: list[float]) -> None:
    bucket = Bucket(0)
    assert [of(bucket, at).wait(ONE, 0), bucket.asked] == [0, 0]
