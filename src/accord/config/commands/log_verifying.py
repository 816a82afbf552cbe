"""`accord verify-log`: whether the access log is what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from django.db import connection, transaction

from accord.access.queries import log_places
from accord.access.queries.log_findings import Report
from accord.access.queries.log_heads import Head, given_keys, read_heads
from accord.access.queries.log_places import Place
from accord.access.queries.log_verifying import Verification
from accord.config.commands.files import IS_THERE
from accord.config.commands.log_keys import Key, public_keys
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.config.progress import shown

app = typer.Typer()

NOT_WHOLE = 1
Exported = Annotated[
    Path | None,
    typer.Option("--heads", metavar="FILE", help="Heads exported earlier, to be held against the log.", **IS_THERE),
]
State = Annotated[
    Path | None,
    typer.Option(metavar="FILE", dir_okay=False, help="Where to go on from, and to note how far the log holds."),
]


@app.command("verify-log")
def verify_log(
    heads: Exported = None, state: State = None, key: Key = None, data: Data = None, as_json: AsJson = False
) -> None:
    """Compute the access log anew and name the first row that is not what it was; then end with 1."""
    trusted = given_keys().trusted | public_keys(key or [])
    exported = _exported(heads, trusted) if heads else []
    start = log_places.kept(state) if state else Place.beginning()
    keep: Callable[[Place], object] = (lambda place: log_places.keep(place, state)) if state else (lambda _: None)
    with up_to_date(), shown(quiet=as_json) as tell, _one_moment() as raw:
        verification = Verification(raw, trusted=trusted, exported=exported)
        report = verification.run(start, tell=lambda done, of: tell("Rows", done, of), keep=keep)
    say(_words(report), _told(report), as_json=as_json)
    if not report.is_whole:
        raise typer.Exit(NOT_WHOLE)


@contextmanager
def _one_moment() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Give a connection that sees the database as it is now, however long it takes to read."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        raw = connection.connection
        assert isinstance(raw, psycopg.Connection)
        yield raw


def _exported(file: Path, trusted: frozenset[str]) -> list[Head]:
    with file.open(encoding="utf-8") as lines:
        return read_heads(lines, trusted, "--heads")


def _told(report: Report) -> dict[str, object]:
    findings = [
        {"fault": each.fault, "row": each.row, "place": each.place, "size": each.size, "says": each.in_words()}
        for each in report.findings
    ]
    return {
        "whole": report.is_whole,
        "size": report.size,
        "root": report.root,
        "rows": report.rows,
        "heads": report.heads,
        "waiting": report.waiting,
        "heads_passed_over": report.passed_over,
        "findings": findings,
    }


def _words(report: Report) -> Iterator[str]:
    yield f"{report.rows:,} rows and {report.heads:,} signed heads were verified."
    yield f"The log holds up to {report.size:,} rows, with the root {report.root}."
    if report.passed_over:
        yield f"{report.passed_over:,} exported heads were passed over: --state began after them."
    for finding in report.findings:
        yield f"Not whole: {finding.in_words()}."
    if report.is_whole:
        yield f"The log is whole. {report.waiting:,} rows are not sealed yet."
