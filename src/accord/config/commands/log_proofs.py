"""`accord prove-log`: proofs about the access log for somebody who does not trust us."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

import typer

from accord.access.queries import log_proofs
from accord.config.commands.options import Data
from accord.config.commands.stores import up_to_date

app = typer.Typer(no_args_is_help=True, help="Write proofs about the access log, as JSON.")

Row = Annotated[int, typer.Argument(metavar="ID", help="The row of the access log.")]
Old = Annotated[int, typer.Argument(metavar="OLD", help="How many rows the older head counts.")]
New = Annotated[int, typer.Argument(metavar="NEW", help="How many rows the newer head counts.")]
NOT_PROVED = 1


@app.callback()
def prove_log() -> None:
    """Write proofs about the access log, as JSON."""


@app.command()
def inclusion(row: Row, data: Data = None) -> None:
    """Prove that a row, as it stands, is in the log of the newest signed head."""
    _write(lambda: log_proofs.inclusion(row))


@app.command()
def consistency(old: Old, new: New, data: Data = None) -> None:
    """Prove that the log of one signed head begins with that of an older one."""
    _write(lambda: log_proofs.consistency(old, new))


def _write(prove: Callable[[], dict[str, Any]]) -> None:
    try:
        with up_to_date():
            typer.echo(json.dumps(prove(), indent=2))
    except log_proofs.NotProved as broken:
        typer.echo(f"accord: {broken}", err=True)
        raise typer.Exit(NOT_PROVED) from broken
