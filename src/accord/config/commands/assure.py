"""`accord assure`: extracts of any system, read and checked."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich import progress as bars
from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn

from accord.assurance.extracts import readings
from accord.assurance.extracts.extracts import Extract
from accord.assurance.extracts.mappings import read_mapping
from accord.assurance.extracts.packages import describe
from accord.assurance.extracts.recognitions import recognise
from accord.assurance.extracts.rejects import first_rejects
from accord.assurance.extracts.watches import Progress
from accord.config.commands.files import Files
from accord.config.commands.options import AsJson
from accord.config.commands.reports import say
from accord.domain.moments import LONDON

app = typer.Typer(no_args_is_help=True, help="Read extracts of the dataset from any system, and say what they show.")
SHOWN = 10

AsOf = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The day of the report: nothing later is taken. [default: today]"),
]
MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FILE", exists=True, dir_okay=False,
                 help="How another system's columns and words lead to those of the dataset, as TOML."),
]  # fmt: skip
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", file_okay=False, help="Keep rejects.csv and the tables read here. [default: nowhere]"),
]
PackageOut = Annotated[
    Path | None,
    typer.Option(metavar="FILE", dir_okay=False, help="Where to write it. [default: datapackage.json beside them]"),
]


@app.callback()
def assure() -> None:
    """Read extracts of the dataset from any system, and say what they show."""


@app.command()
def check(
    files: Files,
    mapping: MappingFile = None,
    as_of: AsOf = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Check files of the dataset, CSV or Parquet: what can be read, and every row that cannot, with the reason."""
    with ExitStack() as stack:
        folder = out or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="accord-")))
        sources = recognise(files, read_mapping(mapping) if mapping else None)
        tell = stack.enter_context(telling())
        extract = readings.read(sources, folder, as_of=day_of(as_of), progress=tell)
        found = list(first_rejects(extract, SHOWN))
    say(_words(extract, found, is_kept=out is not None), extract, as_json=as_json)


@app.command()
def package(files: Files, out: PackageOut = None) -> None:
    """Write the Frictionless data package that describes files of the dataset, so that any tool can check them."""
    path = out or files[0].parent / "datapackage.json"
    written = describe(recognise(files))
    path.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    typer.echo(f"The data package is {path}")


def day_of(given: datetime | None) -> date:
    """Return the day of a report: the one that is given, else today in England."""
    return given.date() if given else datetime.now(LONDON).date()


@contextmanager
def telling() -> Iterator[Progress]:
    """Show on the terminal what is being done, and how far it is where that is known."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Opening", total=None)

        def tell(doing: str, done: int, of: int) -> None:
            bar.update(task, description=doing, completed=done, total=of or None)

        yield tell


def _words(extract: Extract, rejects: list[str], *, is_kept: bool) -> Iterator[str]:
    for table, count in extract.counts.items():
        yield f"{count.read:>12,}  {table}: {count.kept:,} kept, {count.rejected:,} rejected"
    for table, match in extract.matched.items():
        yield f"{table}: {match.people:,} people, {match.with_decision:,} of them with a decision"
    for column, left_out in extract.masked.items():
        yield f"{column}: {left_out:,} numbers that could be NHS numbers were left out"
    for table, names in extract.ignored.items():
        yield f"{table}: not columns of the dataset, and not read: {', '.join(names)}"
    yield from rejects
    if rejects:
        yield f"Every reject is in {extract.rejects}" if is_kept else "Give --out DIR to keep every reject as a file."
