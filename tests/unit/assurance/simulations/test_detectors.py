"""Detectors on a small region: the baselines, our own signals as a detector, and the weeks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders.simulated import SETTINGS, count, raised, region

from accord.assurance.signals.kinds import Held, Settings, Signal
from accord.assurance.simulations.answers import planted_events
from accord.assurance.simulations.baselines import COUNT, count_threshold, funnel
from accord.assurance.simulations.detectors import detector_of
from accord.assurance.simulations.events import EventKind
from accord.assurance.simulations.regions import generate
from accord.assurance.simulations.scores import Raised, score
from accord.assurance.simulations.snapshots import Snapshots
from accord.assurance.simulations.weeks import run_days, watch

DAY = SETTINGS.date_of(690)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Snapshots(region()).write_database(DAY, tmp_path_factory.mktemp("extract") / "extract.duckdb")


def test_funnel_names_sites_above_what_is_expected(database: Path) -> None:
    signals = funnel(database, DAY)
    assert signals
    assert all(each.expected is not None and each.observed > each.expected for each in signals)


def test_count_names_five_decisions_of_one_week(database: Path) -> None:
    signals = count_threshold(database, DAY)
    assert all(len(each.decision_ids) >= COUNT and (each.ends - each.begins).days == 6 for each in signals)


def test_own_signals_are_asked_about_the_last_half_year_and_kept_if_unlikely(database: Path) -> None:
    asked: list[Settings] = []

    def find(held: Held, settings: Settings) -> list[Signal]:
        asked.append(settings)
        assert held.has("decisions", "cpr")
        return [raised("a").signal, raised("b", by_rule=True).signal]

    assert len(detector_of(find)(database, DAY)) == 2
    assert [each.decision_ids for each in detector_of(find, q=0.0005)(database, DAY)] == [("b",)]
    assert asked[0].since == DAY - dt.timedelta(days=182)


def test_runs_are_weekly_to_the_last_day() -> None:
    days = run_days(SETTINGS)
    assert len(days) == 52
    assert days[-1] == SETTINGS.date_of(SETTINGS.days - 1)


def test_detector_that_is_told_finds_everything_that_was_entered(tmp_path: Path) -> None:
    seen: list[dt.date] = []
    told = {event.number: raised(*event.entered).signal for event in planted_events(region())}
    scores = watch(region(), {"told": lambda _database, _day: list(told.values())}, tmp_path, 182, seen.append)
    assert (scores["told"].recall, scores["told"].false, seen) == (1, [], run_days(SETTINGS, 182))
    assert scores["told"].site_years == pytest.approx(count("sites") * 364 / 365.25)


def test_large_blanket_is_found_by_counting(tmp_path: Path) -> None:
    blanket = next(each for each in planted_events(region()) if (each.kind, each.size) == (EventKind.BLANKET, 12))
    day = blanket.begins + dt.timedelta(days=20)
    extract = Snapshots(region()).write_database(day, tmp_path / "extract.duckdb")
    found = [Raised(as_of=day, signal=signal) for signal in count_threshold(extract, day)]
    assert score(found, [blanket], 1).recall == 1


def test_region_without_events_has_nothing_to_find() -> None:
    assert planted_events(generate(replace(SETTINGS, sites=60, years=1, repeats=0))) == []
