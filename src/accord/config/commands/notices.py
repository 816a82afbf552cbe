"""`accord notices`: what national services told of that could not be followed, and following it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated
from uuid import UUID

import typer

from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.sharing.actions import demographics
from accord.sharing.actions.demographics import Became
from accord.sharing.queries import notices as queries
from accord.sharing.queries.notices import NoticeLine
from accord.web.words import say_datetime

app = typer.Typer(no_args_is_help=True, help="List notices of national services that were not followed; try one again.")

Which = Annotated[UUID, typer.Argument(metavar="ID", help="The id of the notice.")]


@app.callback()
def notices() -> None:
    """List notices of national services that were not followed, and try one again."""


@app.command(name="list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """List the notices that were not followed, and why."""
    with up_to_date():
        rows = queries.not_followed()
    say(_lines(rows), rows, as_json=as_json)


@app.command()
def again(notice: Which, data: Data = None, as_json: AsJson = False) -> None:
    """Follow a notice again: of somebody who is known by now, say, or after what went wrong was mended."""
    with up_to_date():
        became = demographics.again(notice_id=notice)
    say([f"{became.words}."], {"id": notice, "outcome": became.value}, as_json=as_json)


def _lines(rows: Sequence[NoticeLine]) -> Iterator[str]:
    for each in rows:
        why = f" ({each.error}, tried {each.tries} times)" if each.error else ""
        yield f"{each.id}  {say_datetime(each.received_at)}  {each.kind}  {Became(each.outcome).words}{why}"
    if not rows:
        yield "Every notice was followed."
