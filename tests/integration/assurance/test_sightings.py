"""A question that was asked before is the same signal, seen again; another place, or other decisions, is another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.builders.signals import run

from accord.assurance.actions.sightings import Recorded, record_sightings
from accord.assurance.models import Sighting
from accord.assurance.signals.kinds import Signal, SignalKind

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 3, 2)


def seen(**changed: Any) -> Signal:
    usual: dict[str, Any] = {
        "signal": SignalKind.BURST,
        "question": "Why were five decisions made at once?",
        "decision_ids": ("a", "b", "c"),
        "observed": 5,
        "site_code": "VL901",
        "begins": BEGAN,
        "ends": BEGAN + timedelta(days=6),
    }
    return Signal(**(usual | changed))


def test_signal_seen_by_two_runs_is_one_signal_with_two_sightings() -> None:
    assert record_sightings(run(), [seen()]) == Recorded(seen=1, new=1)
    assert record_sightings(run(), [seen(decision_ids=("a", "b", "c", "d"))]) == Recorded(seen=1, new=0)
    assert Sighting.objects.values("signal_id").distinct().count() == 1


def test_signal_of_other_decisions_at_another_time_is_new() -> None:
    record_sightings(run(), [seen()])
    later = seen(decision_ids=("x", "y"), begins=BEGAN + timedelta(days=60), ends=BEGAN + timedelta(days=66))
    assert record_sightings(run(), [later]) == Recorded(seen=1, new=1)


@pytest.mark.parametrize("other", [{"site_code": "VL902"}, {"signal": SignalKind.SHIFT}, {"group": "over 80"}])
def test_signal_about_something_else_is_new(other: dict[str, Any]) -> None:
    record_sightings(run(), [seen()])
    assert record_sightings(run(), [seen(**other)]) == Recorded(seen=1, new=1)


def test_two_of_one_run_are_two_signals() -> None:
    assert record_sightings(run(), [seen(), seen(decision_ids=("q",))]) == Recorded(seen=2, new=2)
