"""`accord deliveries`: what other systems did not take, and sending it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated
from uuid import UUID

import typer

from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.sharing.deliveries import replays
from accord.sharing.deliveries.replays import DeadLetter, Failing
from accord.web.words import say_datetime

app = typer.Typer(no_args_is_help=True, help="List what other systems did not take, and send it again.")

Which = Annotated[UUID, typer.Argument(metavar="SUBSCRIPTION", help="The number of the subscription.")]
Numbers = Annotated[list[int] | None, typer.Option("--number", help="One of its numbers alone. May be repeated.")]


@app.callback()
def deliveries() -> None:
    """List what other systems did not take, and send it again."""


@app.command(name="list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """List the dead letters, and the subscriptions that do not answer now."""
    with up_to_date():
        dead, failing = replays.dead(), replays.failing()
    say(_lines(dead, failing), {"dead": dead, "failing": failing}, as_json=as_json)


@app.command()
def replay(subscription: Which, number: Numbers = None, data: Data = None, as_json: AsJson = False) -> None:
    """Let the worker send what is dead again, under its own numbers, and try what waits now."""
    with up_to_date():
        count = replays.replay(subscription_id=subscription, numbers=number or ())
    say(
        [f"{count:,} that had been given up will be sent again, and what waits is tried now."],
        {"count": count},
        as_json=as_json,
    )


def _lines(dead: Sequence[DeadLetter], failing: Sequence[Failing]) -> Iterator[str]:
    for each in dead:
        told = f"event {each.event} of {say_datetime(each.happened_at)}"
        yield f"{each.subscription}  number {each.number}  {told}  tried {each.tries} times: {each.error}"
    for row in failing:
        again = f"next try {say_datetime(row.next_try_at)}"
        yield f"{row.subscription}  {row.organisation}  {row.status}  failed {row.failures} times  {again}  {row.error}"
    if not dead and not failing:
        yield "Nothing is left: every subscriber took what it was sent."
