"""`shift`: more new decisions than before, and lasting: in a site's or an area's series, or after a dated event.

- **Sites**: a CUSUM over four-week counts says where a rise began (statistics/cusums). The p is exact: the counts since
  then against what the site's own past year and its peers foretell, a Poisson whose mean is a gamma (so a site with
  little past is held against its peers), times the number of days on which it could have begun.
- **Areas**: an XmR chart of observed over expected (statistics/charts); its own moves from period to period are what
  is usual.
- **A dated event** (a letter, a policy): the six weeks after its day against all days before, exact. After an illness
  that went round (a hard winter, an outbreak) more are to be expected, and no question is asked.

The highest period counts no more than the next highest: one day of many is a burst, not a shift.

Beside how many there were, it is looked at how they were talked about (`second_evidence`): one p holds both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import stats

from accord.assurance.signals.decisions import day_of, number_of
from accord.assurance.signals.expectations import expect_daily
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.assurance.signals.new_decisions import NewDecisions, read_new
from accord.assurance.signals.second_evidence import Meetings, read_meetings, second
from accord.assurance.statistics.charts import xmr
from accord.assurance.statistics.cusums import cusum, poisson_scores
from accord.assurance.statistics.numbers import Flags, Floats, Whole, floats
from accord.assurance.statistics.steps import step_of_rates

PERIOD = 28
WATCHED = 13
"""Periods in which a shift may have begun; those before are the past."""
LASTING = 3
"""Periods that a shift must have lasted."""
FEWEST = 5
AFTER, SOON = 42, 14
"""Days after an event that are compared, and how many must have passed."""
UNSTEADY = 0.05
"""Squared: sites change by a fifth or so from year to year for no reason that a question would find."""
ILLNESS = ("winter", "outbreak", "heatwave", "cold_weather", "influenza", "pandemic")
"""Kinds of event after which more decisions are to be expected."""
ILL_DAYS = 84
REPORT = 0.05
CONSIDERED = 0.25
"""What is less rare by its days alone is not looked at further."""

_EVENTS = """
SELECT day, area_code, site_code, kind FROM external_events WHERE day IS NOT NULL AND day <= ? ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Series:
    """Counts and what is expected, a row a unit, a column a period of four weeks, the last to the day of the run."""

    observed: Floats
    expected: Floats
    begins: Whole


@dataclass(frozen=True, slots=True)
class Seen:
    """New decisions, and how they were talked about."""

    new: NewDecisions
    meetings: Meetings | None


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each lasting rise, the most unusual first."""
    new = read_new(held, settings)
    if new.counted.sum() < FEWEST or new.length < (WATCHED + LASTING) * PERIOD:
        return Findings([], tested=0)
    daily = expect_daily(held, settings, new)
    events = held.rows(_EVENTS, [number_of(settings.as_of)]) if held.has("external_events", "date") else []
    seen = Seen(new, read_meetings(held, new))
    found = [
        _sites(seen, daily),
        _areas(seen, daily, events),
        _steps(seen, daily, events, number_of(settings.since) if settings.since else 0),
    ]
    rare = (one for each in found for one in each if (one.p_value or 0) <= REPORT)
    signals = sorted(rare, key=lambda one: (one.p_value or 0, one.decision_ids))
    return Findings(signals, tested=sum(each.tested for each in found))


def series_of(new: NewDecisions, daily: Floats) -> Series:
    """Return each site's series; what is expected is scaled to what all sites together had before the watched time."""
    periods = new.length // PERIOD
    start = new.length - periods * PERIOD
    rows = np.flatnonzero(new.counted & (new.day >= start))
    cell = new.sites.numbers[rows] * periods + (new.day[rows] - start) // PERIOD
    observed = np.bincount(cell, minlength=len(daily) * periods).reshape(len(daily), periods).astype(np.float64)
    expected = daily[:, start:].reshape(len(daily), periods, PERIOD).sum(axis=2)
    past = slice(0, periods - WATCHED)
    scale = observed[:, past].sum() / max(expected[:, past].sum(), 1e-9)
    return Series(observed, floats(expected * scale), start + PERIOD * np.arange(periods))


def _sites(seen: Seen, daily: Floats) -> Findings:
    new = seen.new
    series = series_of(new, daily)
    past = series.observed.shape[1] - WATCHED
    shape, rate = _foretold(series.observed[:, :past].sum(axis=1), series.expected[:, :past].sum(axis=1))
    usual = series.expected[:, past:] * (shape / rate)[:, None]
    held = series.observed[:, past:]
    started = _began(cusum(poisson_scores(held, usual)))
    inside = np.arange(WATCHED) >= started[:, None]
    count, mean = _without_peak(held, inside), (usual * inside).sum(axis=1)
    # The gamma of the level, and a little that levels drift.
    size = 1 / (1 / shape + UNSTEADY)
    chance = stats.nbinom.sf(count - 1, size, size / (size + mean))
    p_values = np.minimum(chance * (WATCHED - LASTING + 1), 1.0)
    asked = (WATCHED - started >= LASTING) & (count >= FEWEST) & (p_values <= CONSIDERED)
    signals = [
        _signal(
            seen,
            (new.sites.numbers == site) & (new.day >= series.begins[past + started[site]]),
            (float(mean[site]), float(p_values[site])),
            "since then",
        )
        for site in np.flatnonzero(asked)
    ]
    return Findings(signals, tested=int((usual.sum(axis=1) > 0).sum()))


def _foretold(happened: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """Return shape and rate of each site's gamma: what its past makes likely of its level beside its peers'."""
    excess = ((happened - expected) ** 2 - expected).sum()
    between = float(np.clip(excess / max((expected**2).sum(), 1e-9), 0.05, 2.0))
    return floats(1 / between + happened), floats(1 / between + expected)


def _began(sums: Floats) -> Whole:
    """Return the period after which each CUSUM was last at nought; one past the last where it is there now."""
    periods = sums.shape[1]
    at_nought = np.where(sums <= 1e-12, np.arange(periods), -1).max(axis=1)
    return np.asarray(at_nought + 1, dtype=np.int64)


def _without_peak(seen: Floats, inside: Flags) -> Floats:
    """Return the sum inside, where the highest period counts as the next highest."""
    ordered = np.sort(np.where(inside, seen, 0.0), axis=1)
    return floats(ordered[:, :-1].sum(axis=1) + ordered[:, -2])


def _areas(seen: Seen, daily: Floats, events: list[tuple[int, str, str, str]]) -> Findings:
    new = seen.new
    series = series_of(new, daily)
    area, size = new.area, len(new.areas.codes)
    known = area >= 0
    periods = series.observed.shape[1]
    observed, expected = np.zeros((size, periods)), np.zeros((size, periods))
    np.add.at(observed, area[known], series.observed[known])
    np.add.at(expected, area[known], series.expected[known])
    past = periods - WATCHED
    signals, tested = [], 0
    for number in np.flatnonzero((expected[:, :past].sum(axis=1) > 0) & (size > 1)):
        chart = xmr(observed[number] / np.maximum(expected[number], 1e-9), learned_from=past)
        width = (chart.upper - chart.mean) / 3
        recent = chart.values[-LASTING:]
        tested += 1
        if width <= 0 or _was_ill(new, events, int(number), int(series.begins[-LASTING])):
            continue
        away = (recent.mean() - chart.mean) / (width * np.sqrt(1 / LASTING + 1 / past))
        p_value = float(stats.t.sf(away, max(past - 1, 2)))
        if p_value <= CONSIDERED:
            inside = (new.area[new.sites.numbers] == number) & (new.day >= series.begins[-LASTING])
            mean = float(chart.mean * expected[number, -LASTING:].sum())
            signals.append(_signal(seen, inside, (mean, p_value), "over the area since then"))
    return Findings(signals, tested=tested)


def _was_ill(new: NewDecisions, events: list[tuple[int, str, str, str]], area: int, begins: int) -> bool:
    code = new.areas.codes[area]
    first = new.first + begins - ILL_DAYS
    return any(day >= first and where in (code, None) and kind in ILLNESS for day, where, _, kind in events)


def _steps(seen: Seen, daily: Floats, events: list[tuple[int, str, str, str]], since: int) -> Findings:
    asked = [each for each in events if each[3] not in ILLNESS and each[0] + AFTER >= since]
    found = [each for event in asked for each in _step(seen, daily, event)]
    return Findings(found, tested=len(found))


def _step(seen: Seen, daily: Floats, event: tuple[int, str, str, str]) -> Iterator[Signal]:
    new = seen.new
    day, area_code, site_code, kind = event
    named = day - new.first
    if not WATCHED * PERIOD <= named <= new.length - SOON:
        return
    areas = new.area_of_site
    everywhere = np.ones(len(areas), dtype=bool)
    place = areas == new.areas.codes.index(area_code) if area_code in new.areas.codes else everywhere
    if site_code is not None:
        place = np.array([code == site_code for code in new.sites.codes])
    end = min(named + AFTER, new.length)
    here = place[new.sites.numbers] & new.counted
    before, after = here & (new.day < named), here & (new.day >= named) & (new.day < end)
    risk = daily[place].sum(axis=0)
    exposures = float(risk[:named].sum()), float(risk[named:end].sum())
    if min(exposures) <= 0 or after.sum() < FEWEST:
        return
    step = step_of_rates(int(before.sum()), exposures[0], int(after.sum()), exposures[1])
    yield _signal(
        seen, after, (step.before * exposures[1], step.p_upper), f"in the weeks after a {kind or 'dated event'}"
    )


def _signal(seen: Seen, inside: Flags, figures: tuple[float, float], when: str) -> Signal:
    new = seen.new
    rows = np.flatnonzero(inside & new.counted)
    expected = figures[0]
    both = second(figures[1], rows, seen.meetings)
    sites, days = np.unique(new.sites.numbers[rows]), new.day[rows]
    areas = np.unique(new.area[sites])
    return Signal(
        signal=SignalKind.SHIFT,
        question=f"What changed, so that there were {len(rows)} new decisions {when} where about {expected:.0f}"
        f" would be expected,{both.words} and was each person's own situation looked at?",
        decision_ids=new.ids_of(rows),
        observed=len(rows),
        expected=expected,
        statistic=len(rows) / expected if expected > 0 else None,
        p_value=both.p_value,
        site_code=new.sites.code(int(sites[0])) if len(sites) == 1 else None,
        area_code=new.areas.code(int(areas[0])) if len(areas) == 1 else None,
        begins=day_of(new.first + int(days.min())),
        ends=day_of(new.first + int(days.max())),
    )
