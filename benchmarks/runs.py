"""How a benchmark's process is started and told what to do, and how it hands its figures back."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console

from accord.config.secret_keys import draw_secret
from accord.privileges.claims import acting_as_software
from benchmarks import STARTED
from benchmarks.figures import Figure, Spread

REPOSITORY = Path(__file__).resolve().parent.parent
CONSOLE = Console(width=None if sys.stdout.isatty() else 150)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every benchmark is told: its folder, for how many people, how thoroughly, with how many web processes."""

    data: Path
    people: int
    quick: bool
    repeat: int
    workers: int


def run_apart(name: str, settings: Settings) -> list[Figure]:
    """Run one benchmark in a process of its own, and return its figures."""
    with tempfile.TemporaryDirectory(prefix="accord-figures-") as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, "-m", f"benchmarks.{name}", "--data", str(settings.data), "--out", str(out)]
        command += ["--people", str(settings.people), "--repeat", str(settings.repeat)]
        command += ["--workers", str(settings.workers)]
        command += ["--quick"] if settings.quick else []
        subprocess.run(command, check=True, env=environment(settings.data), cwd=REPOSITORY)
        return [_read(row) for row in json.loads(out.read_text())]


def environment(data: Path) -> dict[str, str]:
    """Return the environment of a benchmark's process: our own test numbers and folder, and no code at sign-in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
    return kept | {
        STARTED: "1",
        "ACCORD_DATA": str(data),
        "ACCORD_TEST_NUMBERS": "own",
        "ACCORD_SECOND_FACTOR": "optional",
        "ACCORD_SECRET_KEY": draw_secret(),
    }


def run(measure: Callable[[Settings], Sequence[Figure]]) -> None:
    """Measure as the runner asked, and hand the figures back to it."""
    if not os.environ.get(STARTED):
        sys.exit("Run `python -m benchmarks NAME`: it gives each benchmark a data folder of its own.")
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    for name in ("--people", "--repeat", "--workers"):
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--quick", action="store_true")
    given = vars(parser.parse_args())
    out: Path = given.pop("out")
    with acting_as_software():
        figures = measure(Settings(**given))
    out.write_text(json.dumps([asdict(figure) for figure in figures]))


@contextmanager
def folder_for(name: str, kept: Path | None) -> Iterator[Path]:
    """Give a data folder for a benchmark: one that is kept, or one that is gone afterwards."""
    if kept is not None:
        (kept / name).mkdir(mode=0o711, parents=True, exist_ok=True)
        yield (kept / name).absolute()
        return
    with tempfile.TemporaryDirectory(prefix="accord-bench-") as folder:
        # As root, another user runs the server and must pass through.
        Path(folder).chmod(0o711)
        yield Path(folder)


def _read(row: dict[str, object]) -> Figure:
    spread = row.pop("spread")
    return Figure(**row, spread=Spread(**spread) if isinstance(spread, dict) else None)  # type: ignore[arg-type]  # as JSON wrote it
