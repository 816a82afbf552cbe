"""`accord import organisations` and `accord import staff`: the directory, from CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from accord.config.commands.files import IS_THERE, File
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import complain, say
from accord.config.commands.stores import up_to_date
from accord.organisations.actions.directory import LoadReport, load_csv
from accord.web.words import say_count

Rejects = Annotated[
    Path, typer.Option(metavar="FILE", help="Where rows that could not be read are written, each with its reason.")
]
Relationships = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A CSV file that says how organisations belong together.", **IS_THERE),
]
REJECTS = Path("rejects.csv")


def organisations(
    file: File,
    relationships: Relationships = None,
    data: Data = None,
    rejects: Rejects = REJECTS,
    as_json: AsJson = False,
) -> None:
    """Load organisations from a CSV file and, with --relationships, how they belong together."""
    with up_to_date():
        report = load_csv(organisations=file, relationships=relationships, staff=None, rejects=rejects, by=None)
    _report(report, rejects, as_json=as_json)


def staff(file: File, data: Data = None, rejects: Rejects = REJECTS, as_json: AsJson = False) -> None:
    """Load staff, their roles and registrations from a CSV file; their organisations must be loaded before."""
    with up_to_date():
        report = load_csv(organisations=None, relationships=None, staff=file, rejects=rejects, by=None)
    _report(report, rejects, as_json=as_json)


def _report(report: LoadReport, rejects: Path, *, as_json: bool) -> None:
    say(_words(report), report, as_json=as_json)
    complain(f"{one.table}, line {one.line}, {one.column}: {one.reason} (see {rejects})" for one in report.rejects)


def _words(report: LoadReport) -> Iterator[str]:
    for count, what in (
        (report.organisations, "organisation"),
        (report.relationships, "relationship"),
        (report.staff, "staff role"),
    ):
        if count:
            yield f"{say_count(count, what)} loaded"
    if not (report.organisations or report.relationships or report.staff):
        yield "Nothing was loaded"
