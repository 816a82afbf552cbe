"""Lasting rises in a site's or an area's series, and after a dated event."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
from tests.builders.canonical import FIRST_DAY, Row, decision, held
from tests.builders.extracts import AS_OF, decisions, extract, row

from accord.assurance.signals import shifts
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind

LENGTH = 28 * 26
RUN = Settings(as_of=date(1970, 1, 1) + timedelta(days=FIRST_DAY + LENGTH - 1))
DAY_ONE = AS_OF - timedelta(days=LENGTH)


def _even(homes: int = 10, every: int = 28) -> list[Row]:
    return [
        decision(10_000 * home + day, site_code=f"T{home}", decided_at_day=FIRST_DAY + day)
        for home in range(homes)
        for day in range(0, LENGTH, every)
    ]


def _more(days: range, site: str = "T3") -> list[Row]:
    return [decision(900_000 + day, site_code=site, decided_at_day=FIRST_DAY + day) for day in days]


def _found(rows: list[Row]) -> list[Signal]:
    return [signal for signal in shifts.find(held(rows), RUN) if (signal.p_value or 0) < 1e-4]


def test_a_slow_drift_at_one_site_is_a_signal() -> None:
    found = _found([*_even(), *_more(range(LENGTH - 200, LENGTH, 6))])
    assert (found[0].signal, found[0].site_code) == (SignalKind.SHIFT, "T3")
    assert found[0].observed > 3 * (found[0].expected or 0)


def test_even_series_have_no_shift() -> None:
    assert _found(_even()) == []


def test_one_day_of_many_is_no_shift() -> None:
    rows = [{**row, "decided_at_day": FIRST_DAY + LENGTH - 100} for row in _more(range(12))]
    assert _found([*_even(), *rows]) == []


def test_fewer_than_before_are_never_a_signal() -> None:
    before = [
        row for row in _even(every=4) if row["site_code"] == "T3" and int(str(row["decided_at_day"])) < FIRST_DAY + 400
    ]
    assert all(signal.site_code != "T3" for signal in _found([*_even(), *before]))


def test_a_short_past_raises_nothing() -> None:
    assert shifts.find(held(_more(range(100))), RUN) == []


def test_a_cusum_began_after_it_was_last_at_nought() -> None:
    began = shifts._began(np.array([[0.0, 1, 0, 2, 3], [1, 2, 3, 4, 5], [1, 1, 1, 1, 0]]))
    assert list(began) == [3, 0, 5]


def _stepped(folder: Path, kind: str) -> list[Signal]:
    """Return the signals of an area where decisions came four times as often after an event."""
    days = [*range(0, LENGTH - 60, 4), *range(LENGTH - 60, LENGTH)]
    rows = decisions(*[{"decided_at": str(DAY_ONE + timedelta(days=day))} for day in days])
    named = row("external_events", date=str(AS_OF - timedelta(days=60)), kind=kind)
    read = extract(folder, decisions=rows, external_events=[named])
    found = shifts.find(Held.open(read.database), Settings(as_of=AS_OF))
    return [signal for signal in found if f"after a {kind}" in signal.question]


def test_a_step_after_a_letter_is_a_signal(tmp_path: Path) -> None:
    assert (_stepped(tmp_path, "letter")[0].p_value or 1) < 1e-6


def test_a_step_after_a_hard_winter_is_to_be_expected(tmp_path: Path) -> None:
    assert _stepped(tmp_path, "winter") == []
