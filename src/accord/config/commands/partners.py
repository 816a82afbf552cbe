"""`accord partners`: other installations whose plans are shown here as reported by them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.sharing.partners import keeping, listings
from accord.sharing.partners.keeping import Before
from accord.sharing.partners.listings import PartnerLine
from accord.web.words import say_datetime

app = typer.Typer(no_args_is_help=True, help="Show other installations' plans here, as reported by them.")

Name = Annotated[str, typer.Option("--name", help="What the other installation is called.")]
Base = Annotated[str, typer.Option("--base", metavar="URL", help="Its FHIR address, as https://…/fhir/R4.")]
System = Annotated[
    UUID, typer.Option("--system", metavar="ID", help="As which registered system it reports here (accord clients).")
]
Keys = Annotated[Path, typer.Option("--keys", metavar="FILE", help="Where to write the public key, for them.")]
Client = Annotated[str, typer.Option("--client", metavar="ID", help="The number that they gave us.")]
Which = Annotated[UUID, typer.Argument(metavar="ID", help="The number of the partner.")]


@app.callback()
def partners() -> None:
    """Show other installations' plans here, as reported by them."""


@app.command()
def add(name: Name, base: Base, system: System, keys: Keys, data: Data = None, as_json: AsJson = False) -> None:
    """Keep a partner, and write the public key with which we come to it."""
    with up_to_date():
        partner_id, public = keeping.add(name=name, base=base, system_id=system)
    keys.write_text(json.dumps({"keys": [public]}, indent=2), encoding="utf-8")
    say([f"{name} is kept, with the number {partner_id}. Give them {keys}."], {"id": partner_id}, as_json=as_json)


@app.command()
def connect(partner: Which, client: Client, data: Data = None, as_json: AsJson = False) -> None:
    """Say which number they gave us: the worker subscribes, and asks them from now on."""
    with up_to_date():
        keeping.connect(partner_id=partner, client_id=client)
    say([f"The partner {partner} is asked from now on."], {"id": partner, "client": client}, as_json=as_json)


@app.command(name="list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """List the partners, how far each was heard, and what could not be followed."""
    with up_to_date():
        rows = listings.all_of_them()
    say(_lines(rows), rows, as_json=as_json)


@app.command()
def again(partner: Which, data: Data = None, as_json: AsJson = False) -> None:
    """Follow again what could not be followed: of somebody who is known by now, say."""
    with up_to_date():
        count = keeping.again(partner_id=partner)
    say([f"{count:,} events are followed again."], {"id": partner, "count": count}, as_json=as_json)


@app.command()
def close(partner: Which, data: Data = None, as_json: AsJson = False) -> None:
    """Ask a partner no longer; what it reported stays."""
    with up_to_date():
        keeping.close(partner_id=partner)
    say([f"The partner {partner} is asked no longer."], {"id": partner}, as_json=as_json)


def _lines(rows: Sequence[PartnerLine]) -> Iterator[str]:
    for each in rows:
        asked = f"asked {say_datetime(each.asked_at)}" if each.asked_at else "not asked yet"
        state = asked if each.is_connected else "not connected: say its number of us with connect"
        counts = f"{each.waiting} wait, {each.missing} missing, {each.failed} failed"
        yield f"{each.id}  {each.name}  {each.base}  {state}  up to event {each.taken}  {counts}"
        yield from ([f"    {Before(each.before).words}."] if each.is_connected else [])
        yield from (f"    {why}" for why in (each.error, *(failure.words for failure in each.failures)) if why)
    if not rows:
        yield "There is no partner."
