"""Whether a p means what it says: how often it is small in regions in which nothing was planted.

Every finder tells what has a p of 0.05 or less, and how many it asked about. Where nothing happened, at most one in
twenty of these should be told, one in a hundred with a p of 0.01, one in a thousand with 0.001. Fewer is the careful
side (a finder that wants three cases tells fewer); more would be a p that cannot be believed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from accord.assurance.signals import Find
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings
from accord.assurance.simulations.detectors import LOOK_BACK
from accord.assurance.simulations.regions import Region
from accord.assurance.simulations.snapshots import Snapshots
from accord.assurance.statistics.intervals import binomial_limits
from accord.assurance.statistics.numbers import Interval

LEVELS = (0.05, 0.01, 0.001)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Of one finder: how many were tested, and how many had a p of each level or less."""

    name: str
    tested: int
    below: tuple[int, ...]

    def share(self, level: int) -> float | None:
        """Return the share at a level (by its place), or None where nothing was tested."""
        return self.below[level] / self.tested if self.tested else None

    def interval(self, level: int) -> Interval:
        """Return the exact 95% limits of that share, as if tests were independent."""
        return binomial_limits(self.below[level], self.tested)


def quiet_days(region: Region) -> list[dt.date]:
    """Return days whose half years share no decision: half a year into the watched time, and its end."""
    settings = region.settings
    first = settings.watched_from + LOOK_BACK - 1
    return [settings.date_of(day) for day in range(first, settings.days, LOOK_BACK)]


def calibrate(region: Region, finders: Sequence[Find], folder: Path) -> list[Calibration]:
    """Return how often each finder's p is small in a region without events, over half years that share nothing."""
    snapshots = Snapshots(region)
    found = []
    for as_of in quiet_days(region):
        database = snapshots.write_database(as_of, folder / "quiet.duckdb")
        settings = Settings(as_of=as_of, since=as_of - dt.timedelta(days=LOOK_BACK - 1))
        held = Held.open(database)
        with closing(held.tables):
            found += [_count(find, held, settings) for find in finders]
    return pooled(found)


def _count(find: Find, held: Held, settings: Settings) -> Calibration:
    signals = find(held, settings)
    chances = [each.p_value for each in signals if each.p_value is not None]
    tested = signals.tested if isinstance(signals, Findings) else len(chances)
    below = tuple(sum(chance <= level for chance in chances) for level in LEVELS)
    return Calibration(name=find.__module__.rpartition(".")[2], tested=tested, below=below)


def pooled(calibrations: Iterable[Calibration]) -> list[Calibration]:
    """Return the sums by finder, in the order in which they first stand; those that give no p are left out."""
    by_name: dict[str, list[Calibration]] = {}
    for each in calibrations:
        by_name.setdefault(each.name, []).append(each)
    sums = [
        Calibration(
            name=name,
            tested=sum(each.tested for each in those),
            below=tuple(sum(counts) for counts in zip(*(each.below for each in those), strict=True)),
        )
        for name, those in by_name.items()
    ]
    return [each for each in sums if each.tested]
