"""What the engine makes of a whole column of times is what the domain makes of each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.assurance.extracts import readings, times
from accord.domain.facts import moment_cells
from accord.domain.moments import Moment

DAYS = st.dates(date(1900, 1, 2), date(2199, 12, 30))
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=1))]) | OFFSETS
HOURS_THAT_CHANGE = st.builds(
    lambda year, month, day, minute: datetime.combine(date(year, month, day), time(minute // 60, minute % 60)),
    st.integers(1916, 2100),
    st.sampled_from([3, 10]),
    st.integers(20, 31),
    st.integers(0, 240),
)
CLOCKS = st.builds(datetime.combine, DAYS, st.times()) | HOURS_THAT_CHANGE
TIMES = st.builds(
    lambda clock, zone, grain, sep: clock.replace(tzinfo=zone).isoformat(sep, grain),
    CLOCKS,
    ZONES,
    st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"]),
    st.sampled_from("T "),
)

CONNECTION = duckdb.connect()
CONNECTION.execute("SET TimeZone = 'UTC'")
CONNECTION.execute(readings.MACROS.read_text(encoding="utf-8"))


def read_all(texts: list[str]) -> list[tuple[int | None, int | None]]:
    sql = f"SELECT unnest({['', *texts]!r}::VARCHAR[]) AS words_given, unnest(range({len(texts) + 1})) AS place"
    for step in times.moment("words_given", "x_day", "x_second"):
        sql = f"SELECT *, {', '.join(f'{expression} AS {name}' for name, expression in step.items())} FROM ({sql})"
    return CONNECTION.execute(f"SELECT x_day, x_second FROM ({sql}) ORDER BY place").fetchall()[1:]


@settings(deadline=None, max_examples=60)
@given(st.lists(DAYS.map(date.isoformat) | TIMES, min_size=1, max_size=50))
def test_every_moment_is_what_the_domain_reads(texts: list[str]) -> None:
    assert read_all(texts) == [tuple(moment_cells("x", Moment.read(text)).values()) for text in texts]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("0123456789-:T Z+.", max_size=26), min_size=1, max_size=50))
def test_what_is_read_at_all_the_domain_reads_alike(texts: list[str]) -> None:
    for text, found in zip(texts, read_all(texts), strict=True):
        assert found == (None, None) or found == tuple(moment_cells("x", Moment.read(text.strip())).values())


def test_hour_that_does_not_exist_and_day_that_does_not_are_not_read() -> None:
    assert set(read_all(["2026-02-30", "2026-01-01T24:00:00+00:00", "2026-01-01T10:60", "21/11/2026"])) == {
        (None, None)
    }
