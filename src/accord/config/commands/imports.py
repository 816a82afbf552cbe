"""`accord import`: what others hold, read into this database, with everything that found no place said."""

from __future__ import annotations

import typer

from accord.config.commands.directory_imports import organisations, staff
from accord.config.commands.people_imports import pds
from accord.config.commands.plan_imports import lpa, respect
from accord.config.commands.training_imports import training

app = typer.Typer(no_args_is_help=True, help="Read what others hold: PDS, ReSPECT, LPA, directory, staff, training.")

for command in (pds, respect, lpa, organisations, staff, training):
    app.command()(command)
