"""`accord assure`: extracts of any system, read and checked."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from accord.assurance.extracts import readings
from accord.assurance.extracts.extracts import Extract
from accord.assurance.extracts.mappings import read_mapping
from accord.assurance.extracts.packages import describe
from accord.assurance.extracts.recognitions import recognise
from accord.assurance.extracts.rejects import first_rejects
from accord.assurance.extracts.sources import Sources
from accord.assurance.runs import making
from accord.assurance.runs.folders import REPORT
from accord.assurance.runs.made import Asked, EngineName, Made
from accord.assurance.simulations.regions import generate
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.snapshots import Snapshots
from accord.config.commands.files import Files
from accord.config.commands.options import AsJson
from accord.config.commands.reports import say
from accord.config.commands.snapshots import snapshot
from accord.config.commands.telling import telling
from accord.domain.moments import LONDON

app = typer.Typer(no_args_is_help=True, help="Read extracts of the dataset from any system, and say what they show.")
SHOWN = 10
PLANTED_SIZES = (8, 20)
"""How many people the events of a sample touch: some for each kind of signal, and no more than a year might bring."""

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
Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The first day of the period. [default: every day that the files hold]"),
]
Seed = Annotated[int, typer.Option(min=0, help="What chance is drawn from: the same seed gives the same files.")]
Engine = Annotated[EngineName, typer.Option(help="What works out findings and measures; signals are always by DuckDB.")]
FindingsCsv = Annotated[bool, typer.Option("--findings-csv", help="Write findings.csv too: it can be very large.")]
AllOutcomes = Annotated[
    bool, typer.Option("--all-outcomes", help="Write a finding also where a rule does not apply to a decision.")
]

BySigner = Annotated[
    bool, typer.Option("--by-signer", help="For the responsible officer alone: measures by signer too.")
]


def _file(name: str, words: str) -> Any:
    return typer.Option(name, metavar="FILE", exists=True, dir_okay=False, help=words)


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
def run(
    decisions: Annotated[Path, _file("--decisions", "Decisions about CPR and the ceiling of treatment.")],
    out: Annotated[Path, typer.Option(metavar="DIR", file_okay=False, help="Where the report and its files go.")],
    population: Annotated[Path | None, _file("--population", "Who was cared for where, and when.")] = None,
    population_counts: Annotated[Path | None, _file("--population-counts", "How many were, by month and age.")] = None,
    sites: Annotated[Path | None, _file("--sites", "Sites, with their names and places.")] = None,
    moves: Annotated[Path | None, _file("--moves", "Transfers between sites.")] = None,
    contacts: Annotated[Path | None, _file("--contacts", "Calls, attendances, admissions and deaths.")] = None,
    events: Annotated[Path | None, _file("--events", "Dated things that could explain a change.")] = None,
    mapping: MappingFile = None,
    as_of: AsOf = None,
    since: Since = None,
    engine: Engine = EngineName.DUCKDB,
    seed: Seed = 1,
    findings_csv: FindingsCsv = False,
    all_outcomes: AllOutcomes = False,
    by_signer: BySigner = False,
) -> None:
    """From files to a report: findings, measures, signals as questions, and what could not be read."""
    sources = Sources(
        decisions=decisions,
        population=population,
        population_counts=population_counts,
        sites=sites,
        moves=moves,
        contacts=contacts,
        external_events=events,
        mapping=read_mapping(mapping) if mapping else None,
    )
    first = since.date() if since else None
    asked = Asked(
        as_of=day_of(as_of), since=first, engine=engine, seed=seed,
        findings_csv=findings_csv, all_outcomes=all_outcomes, by_signer=by_signer,
    )  # fmt: skip
    with telling() as tell:
        made = making.run(sources, asked, out, tell)
        found = list(first_rejects(made.extract, SHOWN))
    say(_made_in_words(made, found, out), made.extract, as_json=False)


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False)],
    sites: Annotated[int, typer.Option(min=50, help="How many sites.")] = 60,
    seed: Seed = 1,
) -> None:
    """Write the files of a made-up region, to try a run with: nobody in it is real."""
    region = generate(RegionSettings(sites=sites, years=2, seed=seed, sizes=PLANTED_SIZES))
    folder.mkdir(parents=True, exist_ok=True)
    day = region.settings.date_of(region.settings.days - 1)
    for name, path in Snapshots(region).write_files(day, folder, "csv").items():
        typer.echo(f"{name}: {path}")


@app.command()
def package(files: Files, out: PackageOut = None) -> None:
    """Write the Frictionless data package that describes files of the dataset, so that any tool can check them."""
    path = out or files[0].parent / "datapackage.json"
    written = describe(recognise(files))
    path.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    typer.echo(f"The data package is {path}")


app.command()(snapshot)


def day_of(given: datetime | None) -> date:
    """Return the day of a report: the one that is given, else today in England."""
    return given.date() if given else datetime.now(LONDON).date()


def _made_in_words(made: Made, rejects: list[str], out: Path) -> Iterator[str]:
    yield from _words(made.extract, rejects, is_kept=True)
    yield f"Measures: {sum(each.is_open for each in made.measures)} of {len(made.measures)} can be given."
    yield f"Signals: {len(made.told.signals):,}, each a question."
    for opening in (*made.measures, *made.signals):
        if not opening.is_open:
            yield f"Cannot be given: {opening.name} (it needs {opening.wants})"
    yield f"The report is {out / REPORT}"


def _words(extract: Extract, rejects: list[str], *, is_kept: bool) -> Iterator[str]:
    for table, count in extract.counts.items():
        yield f"{count.read:>12,}  {table}: {count.kept:,} kept, {count.rejected:,} rejected"
    for table, match in extract.matched.items():
        yield f"{table}: {match.people:,} people, {match.with_decision:,} of them with a decision"
    for column, left_out in extract.masked.items():
        yield f"{column}: {left_out:,} numbers that could be NHS numbers were left out"
    for table, names in extract.ignored.items():
        yield f"{table}: not columns of the dataset, and not read: {', '.join(names)}"
    for each in extract.contradictions:
        yield each.words
    yield from extract.doubts
    yield from rejects
    if rejects:
        yield f"Every reject is in {extract.rejects}" if is_kept else "Give --out DIR to keep every reject as a file."
