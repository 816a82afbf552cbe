"""By when a senior endorsement is due."""

from datetime import UTC, datetime

import pytest

from accord.plans.actions.deadlines import end_of_next_working_day


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        ("2026-11-18T10:00", "2026-11-20T00:00"),  # Wednesday: by the end of Thursday
        ("2026-11-20T10:00", "2026-11-24T00:00"),  # Friday: by the end of Monday
        ("2026-12-24T10:00", "2026-12-30T00:00"),  # Christmas Eve: over Christmas, the weekend, and Boxing Day moved
        ("2026-04-02T10:00", "2026-04-07T23:00"),  # the Thursday before Easter, in summer time
        ("2026-07-01T23:30", "2026-07-03T23:00"),  # already the 2nd in London
    ],
)
def test_end_of_the_next_working_day_in_england(signed: str, due: str) -> None:
    found = end_of_next_working_day(datetime.fromisoformat(signed).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)
