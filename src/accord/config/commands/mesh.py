"""`accord mesh`: what practices have not taken of what they were sent, and what came into our mailbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from django.conf import settings

from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.sharing.actions import messages as actions
from accord.sharing.deliveries import practices
from accord.sharing.queries import messages as queries
from accord.sharing.queries.messages import ComeLine, MessageLine
from accord.web.words import say_datetime

app = typer.Typer(
    no_args_is_help=True, help="List what practices have not taken over MESH, send it again, read what came."
)

Which = Annotated[UUID, typer.Argument(metavar="ID", help="Our id of the message.")]
Came = Annotated[str, typer.Argument(metavar="MESSAGE", help="The id that MESH gave the message.")]
Out = Annotated[Path, typer.Option("--out", help="A file that is not there yet; the message is written into it.")]


@app.callback()
def mesh() -> None:
    """List what practices have not taken over MESH, send it again, read what came."""


@app.command(name="list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """List what was not taken yet or never, and what came into our mailbox that is not known."""
    with up_to_date():
        ours, theirs = queries.not_taken(), queries.unknown()
    is_on = settings.ACCORD_MAILBOX is not None
    say(_lines(ours, theirs, is_on), {"is_on": is_on, "not_taken": ours, "unknown": theirs}, as_json=as_json)


@app.command()
def send(data: Data = None, as_json: AsJson = False) -> None:
    """Let the worker send everybody's practice the plan that stands, where it was not sent."""
    with up_to_date():
        count = practices.mark_everybody()
    say([f"The practices of {count:,} people will be looked at."], {"count": count}, as_json=as_json)


@app.command()
def again(message: Which, data: Data = None, as_json: AsJson = False) -> None:
    """Let the worker write a message that was not taken anew, from what stands now, and send it."""
    with up_to_date():
        new = actions.again(local_id=message)
    say([f"It will be sent again, as {new}."], {"id": new}, as_json=as_json)


@app.command()
def read(message: Came, out: Out, data: Data = None) -> None:
    """Write a message that came, as it came, into a file that its owner alone may read."""
    with up_to_date():
        body = queries.body_of(message)
    with out.open("xb") as file:
        out.chmod(0o600)
        file.write(body)


@app.command(name="put-away")
def put_away(message: Came, data: Data = None, as_json: AsJson = False) -> None:
    """Put away a message that came and is not known, once somebody has dealt with it. It stays in the record."""
    with up_to_date():
        actions.put_away(message_id=message)
    say(["It was put away."], {"id": message}, as_json=as_json)


def _lines(ours: Sequence[MessageLine], theirs: Sequence[ComeLine], is_on: bool) -> Iterator[str]:
    if not is_on:
        yield "No mailbox is configured: no practice is written to from here (ACCORD_MESH_URL)."
    for each in ours:
        since = f"{each.kind} of {say_datetime(each.happened_at)}"
        yield f"{each.local_id}  {each.practice}  {since}  {each.state}, tried {each.tries} times: {each.error}"
    for row in theirs:
        yield f"{row.id}  from {row.sender or 'MESH'}  {row.workflow}  {say_datetime(row.received_at)}  {row.kind}"
    if not ours and not theirs:
        yield "Nothing is left: every practice has taken what it was sent, or still has time to."
