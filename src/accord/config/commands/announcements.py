"""`accord announcements`: changes of plans that the national service did not take, and announcing them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import typer

from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.sharing.deliveries import announcements as kept
from accord.sharing.deliveries.announcements import Unannounced
from accord.web.words import say_datetime

app = typer.Typer(no_args_is_help=True, help="List what the national service did not take, and announce it again.")


@app.callback()
def announcements() -> None:
    """List changes of plans that the national service did not take, and announce them again."""


@app.command(name="list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """List what was never taken, and why. It names nobody."""
    with up_to_date():
        rows = kept.dead()
    say(_lines(rows), rows, as_json=as_json)


@app.command()
def again(data: Data = None, as_json: AsJson = False) -> None:
    """Let the worker announce all of it again, under the same ids."""
    with up_to_date():
        count = kept.replay()
    say([f"{count:,} will be announced again."], {"count": count}, as_json=as_json)


def _lines(rows: Sequence[Unannounced]) -> Iterator[str]:
    for each in rows:
        yield f"{each.id}  {each.kind}  {say_datetime(each.happened_at)}  tried {each.tries} times: {each.error}"
    if not rows:
        yield "Nothing is left: the service took what was announced, or it is still being tried."
