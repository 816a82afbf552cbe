"""Strangers are counted by address; whoever is signed in is neither counted nor stopped."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from accord.access import knocks
from accord.access.knocks import Knocks

A_MINUTE = 60


@dataclass
class Clock:
    at: float = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def spent(clock: Clock) -> Knocks:
    """Give the count of a process at which one address has knocked for all of its minute."""
    counted = Knocks(A_MINUTE, clock)
    for _ in range(A_MINUTE):
        assert counted.wait("here", "") == 0
        counted.note("here", "", is_signed_in=False)
    return counted


def test_stranger_waits_after_a_minutes_knocks(spent: Knocks) -> None:
    assert spent.wait("here", "") == 1
    assert spent.wait("elsewhere", "") == 0


def test_bucket_fills_again_and_holds_no_more_than_a_minute(spent: Knocks, clock: Clock) -> None:
    clock.at = 1.0
    assert spent.wait("here", "") == 0
    clock.at = 3600.0
    for _ in range(A_MINUTE):
        spent.note("here", "", is_signed_in=False)
    assert spent.wait("here", "") == 1


def test_session_that_was_signed_in_is_not_stopped_and_not_counted(spent: Knocks) -> None:
    spent.note("here", "session", is_signed_in=True)
    assert spent.wait("here", "session") == 0
    assert spent.wait("here", "another") == 1


def test_session_that_ended_is_a_stranger_again(spent: Knocks, clock: Clock) -> None:
    spent.note("here", "session", is_signed_in=True)
    spent.note("here", "session", is_signed_in=False)
    assert spent.wait("here", "session") > 0
    spent.note("here", "session", is_signed_in=True)
    clock.at = knocks.KNOWN_FOR + 1
    spent.note("here", "", is_signed_in=False)
    assert "session" not in [key for key, until in spent._known.items() if until > clock.at]


def test_no_limit_counts_nobody() -> None:
    counted = Knocks(0)
    counted.note("here", "", is_signed_in=False)
    assert counted.wait("here", "") == 0


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knocks, "MOST_KEPT", 3)
    counted = Knocks(A_MINUTE)
    for number in range(10):
        counted.note(str(number), f"s{number}", is_signed_in=number % 2 == 0)
    assert (len(counted._left), len(counted._known)) == (3, 3)
