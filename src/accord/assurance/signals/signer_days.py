"""`signer_day`: one signer, one day, several people, and little time between them.

A ward round is no accusation. Given that somebody came and signed for several people, the question is whether they went
from one to the next faster than on their own other days, or, where these are few, than others do. Where no times are
recorded, it is whether they signed for far more people than on their own other days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from accord.assurance.signals.codings import summed
from accord.assurance.signals.decisions import day_of, window
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.assurance.signals.new_decisions import NewDecisions, read_new
from accord.assurance.statistics.numbers import Flags, Floats, Whole, floats
from accord.assurance.statistics.tails import poisson_upper

FEWEST = 3
BELIEF = 10.0
"""What others do counts as if so many of a signer's own gaps (or days) had gone so."""
MOST_OF_A_DAY = 2
"""So many gaps of one day at most say what is usual: one day of forty people is not a signer's habit."""
SHORTEST = 0.5
"""Minutes: what is entered at once counts as so much."""
FREEDOM = 20
"""Degrees of freedom of the tail: times of days are no normal numbers, and a small p has to be earned."""
TO_DEVIATION = 1.4826
"""Makes of a median distance the standard deviation of normal numbers."""
FEWEST_GAPS = 30
"""With fewer in all, nothing is known of what is usual."""
REPORT = 0.05

Pace = tuple[float, float, float]
"""Minutes between people on a day, what is usual, and how many standard errors off that is."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days of signers, one entry each, in order of signer and day. `rows`: of new decisions, by day and then by time.

    `first`: where each day's rows begin; `people`: how many it holds; `minutes`: the mean logarithm of its gaps, NaN
    where a time is missing.
    """

    rows: Whole
    first: Whole
    people: Whole
    signer: Whole
    day: Whole
    minutes: Floats


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each day on which a signer went faster from person to person than is usual."""
    new = read_new(held, settings)
    if not (new.signers.numbers >= 0).any():
        return Findings([], tested=0)
    days = days_of(new)
    first, last = (day - new.first for day in window(settings))
    asked = (days.people >= FEWEST) & (days.day >= first) & (days.day <= last)
    timed = asked & ~np.isnan(days.minutes)
    quick, usual, away = _quick(days)
    many, expected = _many(days)
    p_values = np.where(timed, quick, many)
    # Days without times are held against days; where nothing is known of gaps, all are.
    known = asked & ~np.isnan(p_values)
    signals = [
        _signal(
            new, days, int(each), (float(p_values[each]), float(expected[each])), _pace(days, usual, away, int(each))
        )
        for each in np.flatnonzero(known & (p_values <= REPORT))
    ]
    return Findings(sorted(signals, key=lambda each: (each.p_value or 0, each.decision_ids)), tested=int(known.sum()))


def days_of(new: NewDecisions) -> Days:
    """Return the days on which each signer made new decisions."""
    signed = np.flatnonzero(new.signers.numbers >= 0)
    order = signed[np.lexsort((new.second[signed], new.day[signed], new.signers.numbers[signed]))]
    signer, day, second = new.signers.numbers[order], new.day[order], new.second[order]
    begins = np.flatnonzero(np.r_[True, (signer[1:] != signer[:-1]) | (day[1:] != day[:-1])])
    people = np.diff(np.r_[begins, len(order)])
    gaps = np.log(np.maximum(np.diff(second, prepend=second[:1]) / 60, SHORTEST))
    gaps[begins] = 0.0
    timed = np.minimum.reduceat(second, begins) >= 0
    several = timed & (people > 1)
    means = np.add.reduceat(gaps, begins) / np.maximum(people - 1, 1)
    return Days(order, begins, people, signer[begins], day[begins], np.where(several, means, np.nan))


def _quick(days: Days) -> tuple[Floats, Floats, Floats]:
    """Return the chance of gaps as short as each day's, the usual mean logarithm for its signer, and how far off."""
    timed = ~np.isnan(days.minutes)
    gaps = np.where(timed, days.people - 1, 0)
    found = np.full(len(gaps), np.nan)
    if gaps.sum() < FEWEST_GAPS:
        return found, found, found
    middle = _weighted_median(days.minutes[timed], gaps[timed])
    # Of two people, one gap: what single gaps differ by. Three people show what days differ by beside.
    spread = _deviation(days.minutes, timed & (gaps == 1), middle)
    counted = np.minimum(gaps, MOST_OF_A_DAY)
    usual, own = _own_usual(days, np.where(timed, days.minutes, 0.0) * counted, counted, middle)
    between = max(0.0, _deviation(days.minutes, timed & (gaps == 2), middle) ** 2 - spread**2 / 2)
    width = np.sqrt(spread**2 * (1 / np.maximum(gaps, 1) + 1 / (BELIEF + own)) + between)
    away = (usual - np.where(timed, days.minutes, np.nan)) / width
    return floats(stats.t.sf(away, FREEDOM)), usual, floats(away)


def _many(days: Days) -> tuple[Floats, Floats]:
    """Return the chance of as many people on a day on which a signer comes, and how many are usual for that signer."""
    middle = float(np.minimum(days.people, np.quantile(days.people, 0.99)).mean())
    expected, _ = _own_usual(days, floats(days.people), np.ones(len(days.people), dtype=np.int64), middle)
    more = np.maximum(expected - 1, 0.01)
    kept = days.people <= np.quantile(days.people, 0.99)
    excess = np.mean((days.people[kept] - 1 - more[kept]) ** 2 - more[kept]) / np.mean(more[kept] ** 2)
    return poisson_upper(days.people - 1, more, variance=float(max(excess, 0.0))), expected


def _own_usual(days: Days, sums: Floats, counts: Whole, middle: float) -> tuple[Floats, Floats]:
    """Return the mean over each signer's other days, shrunk to all signers', and how many there are."""
    signers = int(days.signer.max(initial=0)) + 1
    total = summed(days.signer, sums, signers)[days.signer] - sums
    number = summed(days.signer, floats(counts), signers)[days.signer] - counts
    return floats((BELIEF * middle + total) / (BELIEF + number)), floats(number)


def _weighted_median(values: Floats, weights: Whole) -> float:
    order = np.argsort(values)
    below = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(below, below[-1] / 2)])


def _deviation(values: Floats, chosen: Flags, middle: float) -> float:
    """Return the standard deviation about the middle, by the median distance: what is sought does not widen it."""
    return float(max(TO_DEVIATION * np.median(np.abs(values[chosen] - middle)), 0.2)) if chosen.any() else 1.0


def _pace(days: Days, usual: Floats, away: Floats, place: int) -> Pace | None:
    if np.isnan(days.minutes[place]) or np.isnan(away[place]):
        return None
    return float(np.exp(days.minutes[place])), float(np.exp(usual[place])), float(away[place])


def _signal(new: NewDecisions, days: Days, place: int, chance: tuple[float, float], pace: Pace | None) -> Signal:
    p_value, expected = chance
    rows = days.rows[days.first[place] : days.first[place] + days.people[place]]
    day = day_of(new.first + int(days.day[place]))
    count = int(days.people[place])
    usual = f"{count} people's decisions were signed on one day, where about {expected:.0f} are usual for this signer"
    if pace is not None:
        usual = (
            f"Decisions for {count} people were signed about {pace[0]:.0f} minutes apart, where {pace[1]:.0f} are usual"
        )
    sites, organisations = np.unique(new.sites.numbers[rows]), np.unique(new.organisations.numbers[rows])
    areas = np.unique(new.area[sites])
    return Signal(
        signal=SignalKind.SIGNER_DAY,
        question=f"{usual}: how was each person seen, and who was talked to about it?",
        decision_ids=new.ids_of(rows),
        observed=count,
        expected=expected,
        statistic=pace[2] if pace else count / expected,
        p_value=p_value,
        site_code=new.sites.code(int(sites[0])) if len(sites) == 1 else None,
        area_code=new.areas.code(int(areas[0])) if len(areas) == 1 else None,
        signer_id=new.signers.code(int(days.signer[place])),
        signer_org_code=new.organisations.code(int(organisations[0])) if len(organisations) == 1 else None,
        begins=day,
        ends=day,
    )
