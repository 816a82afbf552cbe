"""A moment is a time, or a day alone; the same day is never later than itself."""

from datetime import UTC, date, datetime

import pytest

from accord.domain.errors import Refused
from accord.domain.moments import Moment


def test_moment_without_an_offset_is_london_time() -> None:
    assert Moment.read("2026-07-01T09:00").time == datetime(2026, 7, 1, 8, tzinfo=UTC)


def test_moment_late_in_the_evening_belongs_to_the_london_day() -> None:
    assert Moment.of(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)).day == date(2026, 7, 2)


@pytest.mark.parametrize("written", ["2026-03-01", "2026-03-01T11:00:00+00:00"])
def test_moment_is_written_as_it_is_read(written: str) -> None:
    assert str(Moment.read(written)) == written


@pytest.mark.parametrize("written", ["", "yesterday", "2026-13-01", "01/03/2026"])
def test_moment_that_cannot_be_read_is_refused_by_its_field(written: str) -> None:
    with pytest.raises(Refused, match="decided_at"):
        Moment.read(written, "decided_at")


@pytest.mark.parametrize(
    ("later", "earlier", "expected"),
    [
        ("2026-03-02", "2026-03-01", True),
        ("2026-03-01", "2026-03-01T23:00", False),
        ("2026-03-01T12:00", "2026-03-01T11:00", True),
        ("2026-03-01T11:00", "2026-03-01T11:00", False),
    ],
)
def test_moment_on_the_same_day_is_later_only_by_the_clock(later: str, earlier: str, expected: bool) -> None:
    assert Moment.read(later).is_after(Moment.read(earlier)) is expected
