"""`accord export`: what may leave, as files that others can read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from accord.config.commands.log_heads import heads as export_heads
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.config.commands.training_exports import training as export_training
from accord.plans.actions.exports import export_dataset
from accord.plans.queries.dataset import Written

app = typer.Typer(no_args_is_help=True, help="Write what may leave, as files that others can read.")

Out = Annotated[Path, typer.Option(metavar="DIR", file_okay=False, help="The folder to write the data package into.")]
AsAt = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The day of the population and the sites. [default: today]"),
]
Rationale = Annotated[
    bool,
    typer.Option("--with-rationale", help="Include the words of reasons: only where their controller analyses them."),
]


Stays = Annotated[
    bool,
    typer.Option("--with-stays", help="Include a row a person a stay: for assurance alone, which compares groups."),
]


@app.callback()
def export() -> None:
    """Write what may leave, as files that others can read."""


@app.command()
def dataset(
    out: Out,
    as_at: AsAt = None,
    with_rationale: Rationale = False,
    with_stays: Stays = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Write the published dataset as a Frictionless Data Package: CSV, Parquet and datapackage.json."""
    with up_to_date(), Console(stderr=True).status("Writing the dataset"):
        day = as_at.date() if as_at else None
        written = export_dataset(out=out, by=None, on=day, with_rationale=with_rationale, with_stays=with_stays)
    say(_words(out, written), {"out": out, "written": written}, as_json=as_json)


app.command("heads")(export_heads)
app.command("training")(export_training)


def _words(out: Path, written: Written) -> Iterator[str]:
    for table, rows in written.rows.items():
        yield f"{rows:>12,}  {table}"
    if written.left_out:
        yield f"{written.left_out:,} decisions were left out: no site or no time of decision is recorded for them."
    if not written.key_was_given:
        yield "The pseudonyms are of this export alone. Set ACCORD_PSEUDONYM_KEY for the same ones in each."
    yield f"The data package is {out / 'datapackage.json'}"
