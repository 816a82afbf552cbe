"""`accord import training`: the competence register, from a CSV file."""

from __future__ import annotations

from accord.config.commands.directory_imports import REJECTS, Rejects
from accord.config.commands.files import File
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import complain, say
from accord.config.commands.stores import up_to_date
from accord.organisations.actions.training_rows import load_training


def training(file: File, data: Data = None, rejects: Rejects = REJECTS, as_json: AsJson = False) -> None:
    """Load what staff are trained in and checked for from a CSV file; the staff must be loaded before."""
    with up_to_date():
        report = load_training(training=file, rejects=rejects, by=None)
    words = [f"{report.added} trainings and checks added, {report.unchanged} stood there already"]
    say(words, report, as_json=as_json)
    complain(f"{one.table}, line {one.line}, {one.column}: {one.reason} (see {rejects})" for one in report.rejects)
