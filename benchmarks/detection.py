"""Run detectors week by week over a synthetic region with planted events, and print what they found and what not.

python -m benchmarks.detection [--sites 2000] [--years 2] [--repeats 2] [--seed N …] [--only NAME …] [--every 7]
                               [--processes 2] [--json FILE] [--write DIR [--ending csv]] [--quiet N …]

`--quiet`: seeds of regions in which nothing is planted, over which the p of each signal is held to what it says.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from accord.assurance.signals import SIGNALS
from accord.assurance.simulations import baselines
from accord.assurance.simulations.calibrations import Calibration, calibrate, pooled
from accord.assurance.simulations.detectors import Detector, detector_of
from accord.assurance.simulations.files import write_region
from accord.assurance.simulations.regions import Region, generate
from accord.assurance.simulations.scores import Score, together
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.weeks import WEEK, run_days, watch
from benchmarks.detection_tables import as_json, calibrations_as_json, table_of_calibration, tables_of
from benchmarks.machines import describe


def detectors(every: int) -> dict[str, Detector]:
    """Return what is tried, by name."""
    return {
        "prevalence funnel": baselines.funnel,
        "count threshold": baselines.count_threshold,
        "accord": detector_of(*SIGNALS, every=every),
    }


NAMES = tuple(detectors(WEEK))
CONSOLE = Console(width=None if sys.stdout.isatty() else 150)


def main() -> None:
    """Generate, watch, score and print; several seeds are several regions, scored together."""
    given = _arguments()
    CONSOLE.print(describe())
    scores: dict[str, list[Score]] = {}
    with ProcessPoolExecutor(given.processes, get_context("spawn")) as workers:
        for found in workers.map(_try, given.seed, repeat(given)):
            for name, score in found.items():
                scores.setdefault(name, []).append(score)
        quiet = pooled(one for found in workers.map(_calibrate, given.quiet, repeat(given)) for one in found)
    if scores or quiet:
        _report(scores, quiet, given.json)


def _report(scores: Mapping[str, Sequence[Score]], quiet: Sequence[Calibration], file: Path | None) -> None:
    whole = {name: together(found) for name, found in scores.items()}
    for table in tables_of(whole) if whole else ():
        CONSOLE.print(table)
    if quiet:
        CONSOLE.print(table_of_calibration(quiet))
    if file is not None:
        found = {"detectors": as_json(whole), "calibration": calibrations_as_json(quiet)}
        file.write_text(json.dumps({"machine": describe(), **found}, indent=1))


def _calibrate(seed: int, given: argparse.Namespace) -> list[Calibration]:
    region = _draw(RegionSettings(sites=given.sites, years=given.years, seed=seed, repeats=0))
    with tempfile.TemporaryDirectory(prefix="accord-calibration-") as folder:
        return calibrate(region, SIGNALS, Path(folder))


def _try(seed: int, given: argparse.Namespace) -> dict[str, Score]:
    """Return the score of each detector over the region of a seed; none where it is only written."""
    region = _draw(RegionSettings(sites=given.sites, years=given.years, seed=seed, repeats=given.repeats))
    if given.write is not None:
        write_region(region, given.write / f"seed-{seed}", ending=given.ending)
        return {}
    return _watch(region, given)


def _draw(settings: RegionSettings) -> Region:
    region = generate(settings)
    counts = ", ".join(f"{table.num_rows:,} {name}" for name, table in region.tables.items())
    CONSOLE.print(f"Seed {settings.seed}: {counts}; {region.truth.num_rows:,} events and strays")
    return region


def _watch(region: Region, given: argparse.Namespace) -> dict[str, Score]:
    started = time.perf_counter()
    tried = {name: each for name, each in detectors(given.every).items() if not given.only or name in given.only}
    runs = len(run_days(region.settings, given.every))
    with tempfile.TemporaryDirectory(prefix="accord-detection-") as folder:
        scores = watch(region, tried, Path(folder), given.every)
    CONSOLE.print(f"Seed {region.settings.seed}: {runs} runs in {time.perf_counter() - started:,.0f} s")
    return scores


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detection", description="What do the signals find?")
    parser.add_argument("--sites", type=int, default=2_000, help="sites in a region (2,000)")
    parser.add_argument("--years", type=int, default=2, help="years told; the last is watched (2)")
    parser.add_argument("--repeats", type=int, default=2, help="events of each kind and size (2)")
    parser.add_argument("--seed", type=int, nargs="*", default=[1], help="one region for each seed (1)")
    parser.add_argument("--quiet", type=int, nargs="*", default=[], help="seeds of regions without events (none)")
    parser.add_argument("--processes", type=int, default=1, help="regions tried side by side (1)")
    parser.add_argument("--every", type=int, default=WEEK, help="days between runs (7)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"of {', '.join(NAMES)}; all, if none is named")
    parser.add_argument("--write", type=Path, metavar="DIR", help="write each region's files and its truth, and stop")
    parser.add_argument("--ending", choices=("csv", "parquet"), default="parquet", help="of the files (parquet)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    given = parser.parse_args()
    if unknown := set(given.only or ()) - set(NAMES):
        parser.error(f"no detector is called {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    return given


if __name__ == "__main__":
    main()
