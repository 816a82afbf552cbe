"""Running detectors week by week over the extract as it grows, as an area would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from accord.assurance.simulations.answers import likeness_of_decisions, planted_events, years_alike
from accord.assurance.simulations.detectors import Detector
from accord.assurance.simulations.regions import Region
from accord.assurance.simulations.scores import DAYS_A_YEAR, Raised, Score, score
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.snapshots import Snapshots

WEEK = 7


def run_days(settings: RegionSettings, every: int = WEEK) -> list[dt.date]:
    """Return the days on which detectors are run: every so many days of the watched time, to its last."""
    return [settings.date_of(day) for day in range(settings.watched_from + every - 1, settings.days, every)]


def watch(
    region: Region,
    detectors: Mapping[str, Detector],
    folder: Path,
    every: int = WEEK,
    report: Callable[[dt.date], None] | None = None,
) -> dict[str, Score]:
    """Run every detector on the extract of each day, which is written in `folder`, and score what they raised."""
    snapshots = Snapshots(region)
    raised: dict[str, list[Raised]] = {name: [] for name in detectors}
    for as_of in run_days(region.settings, every):
        database = snapshots.write_database(as_of, folder / "extract.duckdb")
        for name, detect in detectors.items():
            raised[name] += [Raised(as_of=as_of, signal=signal) for signal in detect(database, as_of)]
        if report is not None:
            report(as_of)
    events = planted_events(region)
    watched = (region.settings.days - region.settings.watched_from) / DAYS_A_YEAR
    site_years = region.tables["sites"].num_rows * watched
    alike, years = likeness_of_decisions(region), years_alike(region)
    return {name: score(signals, events, site_years, alike, years) for name, signals in raised.items()}
