"""`accord import pds`: people, as the Personal Demographics Service sends them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.progress import track

from accord.config.commands.files import Files
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import complain, say
from accord.config.commands.stores import up_to_date
from accord.people.actions.pds import ImportReport, Outcome, import_files

Requested = Annotated[
    str | None,
    typer.Option(metavar="NHS_NUMBER", help="The number that PDS was asked for, where the files are its answer."),
]


def pds(files: Files, data: Data = None, requested: Requested = None, as_json: AsJson = False) -> None:
    """Read Patient resources and search bundles of the Personal Demographics Service (FHIR R4)."""
    with up_to_date():
        reports = [
            import_files(paths=[path], by=None, requested=requested)
            for path in track(files, description="Reading", transient=True, disable=as_json or len(files) == 1)
        ]
    whole = ImportReport(
        taken=tuple(taken for report in reports for taken in report.taken),
        rejected=tuple(rejected for report in reports for rejected in report.rejected),
    )
    say(_words(whole), whole, as_json=as_json)
    complain(f"{one.file}: {error}" for one in whole.rejected for error in one.errors)


def _words(report: ImportReport) -> Iterator[str]:
    for outcome in Outcome:
        if count := report.count(outcome):
            yield f"{count} {'person' if count == 1 else 'people'}: {outcome.words}"
    for taken in report.taken:
        for name in taken.withheld:
            yield f"{taken.file}: {name} is withheld, because the record is restricted"
        for item in taken.unplaced:
            yield f"{taken.file}: {item.path} found no place here: {item.why}"
