"""`accord migrate`: bring the database up to date."""

from __future__ import annotations

import json

import typer

from accord.config.commands.options import AsJson, Data
from accord.config.commands.stores import has_pending_migrations, reachable
from accord.config.migrations import migrate as apply

app = typer.Typer()


@app.command()
def migrate(data: Data = None, as_json: AsJson = False) -> None:
    """Make the two database roles and apply every migration, as the owner."""
    with reachable():
        changed = has_pending_migrations()
        apply()
    if as_json:
        typer.echo(json.dumps({"changed": changed}))
    else:
        typer.echo("The database is now up to date." if changed else "The database was already up to date.")
