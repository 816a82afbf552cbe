"""Run every benchmark, or those that are named, and print what they measured.

python -m benchmarks [NAME …] [--quick] [--keep DIR] [--repeat N] [--workers N] [--events N] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.figures import Figure, table_of
from benchmarks.flatness import flatness, growth, in_words
from benchmarks.machines import describe
from benchmarks.runs import CONSOLE, Settings, folder_for, run_apart

SIZES = {
    "demo": (6_000,),
    "loading": (6_000,),
    "signing": (8_000,),
    "sealing": (1,),
    "deliveries": (1,),
    "drains": (100_000,),
    "streams": (1_000,),
    "reads": (10_000,),
    "summaries": (10_000,),
    "rows": (10_000,),
    "pages": (10_000, 100_000, 1_000_000),
    "scans": (100_000, 1_000_000, 10_000_000),
    "measures": (100_000, 1_000_000, 10_000_000),
    "signals": (100_000, 1_000_000, 10_000_000),
    "texts": (20_000, 100_000),
    "extracts": (100_000, 1_000_000),
}
"""The benchmarks, and for how many people each is run (from scans on: for how many decisions; drains: events)."""
QUICK = {
    "demo": (6_000,),
    "loading": (1_000,),
    "signing": (400,),
    "sealing": (1,),
    "deliveries": (1,),
    "drains": (5_000,),
    "streams": (1_000,),
    "reads": (1_000,),
    "summaries": (1_000,),
    "rows": (1_000,),
    "pages": (1_000, 3_000),
    "scans": (10_000,),
    "measures": (100_000, 1_000_000),
    "signals": (10_000,),
    "texts": (2_000,),
    "extracts": (10_000,),
}


def main() -> None:
    """Measure, and print a table."""
    given = _arguments()
    CONSOLE.print(describe())
    found: list[Figure] = []
    for name in given.names or SIZES:
        for people in _sizes(name, given):
            CONSOLE.rule(f"{name}, {people:,} people")
            found += _run(name, people, given)
    lines = list(in_words(found))
    found += [*flatness(found), *growth(found)]
    CONSOLE.print(table_of(found))
    for line in lines:
        CONSOLE.print(line)
    if given.json is not None:
        _write(given.json, found)


def _sizes(name: str, given: argparse.Namespace) -> Sequence[int]:
    if name == "drains" and given.events:
        return (given.events,)
    return (QUICK if given.quick else SIZES)[name]


def _run(name: str, people: int, given: argparse.Namespace) -> list[Figure]:
    with folder_for(f"{name}-{people}", given.keep) as data:
        settings = Settings(data=data, people=people, quick=given.quick, repeat=given.repeat, workers=given.workers)
        return run_apart(name, settings)


def _write(file: Path, found: Sequence[Figure]) -> None:
    figures = [asdict(each) | {"ratio": each.ratio, "is_met": each.is_met} for each in found]
    file.write_text(json.dumps({"machine": describe(), "figures": figures}, indent=1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what the documentation states.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SIZES)}; all, if none is named")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that everything runs")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was loaded here, and use it again")
    parser.add_argument("--repeat", type=int, default=3, help="measure so often and give the median (3)")
    parser.add_argument("--workers", type=int, default=1, help="web processes that answer (1)")
    parser.add_argument("--events", type=int, metavar="N", help="drain so many events, instead of 100,000")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    given = parser.parse_args()
    if unknown := set(given.names) - set(SIZES):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(SIZES)}")
    return given


if __name__ == "__main__":
    main()
