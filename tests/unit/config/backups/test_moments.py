"""The moment that a restore is given."""

from datetime import UTC, datetime

import pytest

from accord.config.commands.restores import parse_moment
from accord.domain.errors import Refused


@pytest.mark.parametrize(
    ("text", "hour"),
    [("2026-03-01T14:30", 14), ("2026-06-01T14:30", 13), ("2026-06-01T14:30Z", 14), ("2026-06-01T14:30+02:00", 12)],
)
def test_moment_without_an_offset_is_of_london(text: str, hour: int) -> None:
    moment = parse_moment(text).astimezone(UTC)
    assert moment == datetime(moment.year, moment.month, moment.day, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-03-29T01:30", "2026-10-25T01:30"])
def test_moment_that_comes_twice_or_never_needs_an_offset(text: str) -> None:
    with pytest.raises(Refused, match="clocks change"):
        parse_moment(text)


@pytest.mark.parametrize("text", ["yesterday", "14:30", "2026-13-01T00:00"])
def test_moment_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a time"):
        parse_moment(text)
