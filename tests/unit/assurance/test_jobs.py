"""The run of the night is made at one hour in England, winter and summer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accord.assurance.jobs import HOUR, is_the_hour
from accord.domain.moments import LONDON


@pytest.mark.parametrize("day", ["2026-01-15", "2026-03-29", "2026-07-15", "2026-10-25"])
def test_one_of_the_two_times_that_a_night_is_due_at_is_the_hour(day: str) -> None:
    begins = datetime.fromisoformat(f"{day}T00:40:00").replace(tzinfo=UTC)
    due = [begins + timedelta(hours=hour) for hour in (HOUR - 1, HOUR)]
    found = [each for each in due if is_the_hour(int(each.timestamp()))]
    assert [each.astimezone(LONDON).hour for each in found] == [HOUR]
