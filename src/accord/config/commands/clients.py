"""`accord clients`: other systems that may come for a token."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from accord.access.actions import systems as actions
from accord.access.actions.systems import NewSystem
from accord.access.queries import systems as queries
from accord.access.queries.systems import Registered
from accord.config.commands.files import IS_THERE
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.domain.errors import Refused
from accord.domain.system_scopes import read_known_scope
from accord.sharing.system_kinds import KINDS
from accord.web.words import say_datetime

app = typer.Typer(no_args_is_help=True, help="Register other systems, list them, and close one.")

Name = Annotated[str, typer.Option("--name", help="What the system is called.")]
Organisation = Annotated[str, typer.Option("--organisation", metavar="ODS_CODE", help="For whom it acts.")]
Scopes = Annotated[
    list[str], typer.Option("--scope", metavar="SCOPE", help="What it may do, as system/CarePlan.rs. May be repeated.")
]
Keys = Annotated[Path | None, typer.Option("--keys", metavar="FILE", help="A JWKS with its public keys.", **IS_THERE)]
Address = Annotated[str, typer.Option("--keys-url", metavar="URL", help="Or where it publishes them.")]
AMinute = Annotated[
    int | None,
    typer.Option("--a-minute", metavar="N", help="How many requests a minute it may send; 0 for any number."),
]
Which = Annotated[UUID, typer.Argument(metavar="ID", help="The number of the system.")]


@app.callback()
def clients() -> None:
    """Register other systems, list them, and close one."""


@app.command()
def add(
    name: Name,
    organisation: Organisation,
    scope: Scopes,
    keys: Keys = None,
    keys_url: Address = "",
    a_minute: AMinute = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Register a system, and say the number with which it names itself."""
    system = NewSystem(
        name=name,
        organisation_code=organisation,
        scopes=tuple(read_known_scope(each, KINDS) for each in scope),
        keys=_read(keys) if keys else None,
        keys_address=keys_url,
        a_minute=a_minute,
    )
    with up_to_date():
        system_id = actions.register(system=system, by=None)
    say([f"{name} is registered, with the number {system_id}."], {"id": system_id}, as_json=as_json)


@app.command(name="list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """List the systems that were ever registered."""
    with up_to_date():
        rows = queries.all_of_them()
    say(_lines(rows), [_row(each) for each in rows], as_json=as_json)


@app.command()
def allow(system: Which, a_minute: AMinute = None, data: Data = None, as_json: AsJson = False) -> None:
    """Say how many requests a minute a system may send; without a number, as many as ACCORD_SYSTEM_REQUESTS says."""
    with up_to_date():
        actions.allow(system_id=system, a_minute=a_minute, by=None)
    many = "as many as all others" if a_minute is None else a_minute or "any number"
    say([f"The system {system} may send {many} a minute."], {"id": system, "a_minute": a_minute}, as_json=as_json)


@app.command()
def close(system: Which, data: Data = None, as_json: AsJson = False) -> None:
    """Close a system: its tokens end at once, and it is given no other."""
    with up_to_date():
        actions.close(system_id=system, by=None)
    say([f"The system {system} is closed."], {"id": system}, as_json=as_json)


def _read(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise Refused.one("--keys", "this is no JSON.", "Give a JWKS of public keys.") from wrong
    return said if isinstance(said, dict) else {}


def _lines(rows: Sequence[Registered]) -> Iterator[str]:
    for each in rows:
        state = f"closed {say_datetime(each.closed_at)}" if each.closed_at else "open"
        many = f"{each.a_minute or 'any number'} a minute"
        yield f"{each.id}  {each.organisation_code}  {each.name}  {' '.join(map(str, each.scopes))}  {many}  {state}"
    if not rows:
        yield "No system is registered."


def _row(each: Registered) -> dict[str, object]:
    return {
        "id": each.id,
        "name": each.name,
        "organisation": each.organisation_code,
        "scopes": [str(scope) for scope in each.scopes],
        "keys_url": each.keys_address,
        "a_minute": each.a_minute,
        "registered_at": each.registered_at.isoformat(),
        "closed_at": each.closed_at.isoformat() if each.closed_at else None,
    }
