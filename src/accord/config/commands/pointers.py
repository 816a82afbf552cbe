"""`accord pointers`: who may register and find pointers in our record locator, and ours that others did not take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.sharing.deliveries import publications
from accord.sharing.deliveries.publications import Waiting
from accord.sharing.pointers import permissions
from accord.sharing.pointers.codes import TYPES
from accord.sharing.pointers.permissions import Allowed
from accord.web.words import say_datetime

app = typer.Typer(
    no_args_is_help=True, help="Say who may register and find pointers; list what another locator did not take of ours."
)
EVERY = "all"
OF_TYPE = "by its SNOMED CT code, or all. May be repeated."

Organisation = Annotated[str, typer.Argument(metavar="ODS_CODE", help="The organisation.")]
Registers = Annotated[
    list[str] | None, typer.Option("--register", metavar="TYPE", help=f"A type that it may register, {OF_TYPE}")
]
Finds = Annotated[list[str] | None, typer.Option("--find", metavar="TYPE", help=f"A type that it may find, {OF_TYPE}")]


@app.callback()
def pointers() -> None:
    """Say who may register and find pointers; list what another locator did not take of ours."""


@app.command(name="list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """List what each organisation may register and find."""
    with up_to_date():
        found = permissions.everybody()
    say(_lines(found), [_as_json(each) for each in found], as_json=as_json)


@app.command()
def permit(
    organisation: Organisation,
    register: Registers = None,
    find: Finds = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Let an organisation register and find exactly these types; with none, no longer any."""
    with up_to_date():
        given = permissions.permit(organisation_code=organisation, registers=_types(register), finds=_types(find))
    say(_lines([given]), _as_json(given), as_json=as_json)


@app.command()
def waiting(data: Data = None, as_json: AsJson = False) -> None:
    """List those whose pointers the other locator did not take: those tried again, and the dead letters."""
    with up_to_date():
        found = publications.waiting()
    say(_waiting_lines(found), found, as_json=as_json)


@app.command()
def publish(data: Data = None, as_json: AsJson = False) -> None:
    """Let the worker look at everybody's pointers: put what is not there, take back what should not be, try again."""
    with up_to_date():
        count = publications.mark_everybody()
    say([f"The pointers of {count:,} people will be looked at."], {"count": count}, as_json=as_json)


def _types(named: Sequence[str] | None) -> Sequence[str]:
    return sorted(TYPES) if EVERY in (named or ()) else named or ()


def _as_json(allowed: Allowed) -> dict[str, object]:
    return {
        "organisation": allowed.organisation_code,
        "registers": sorted(allowed.registers),
        "finds": sorted(allowed.finds),
    }


def _lines(found: Sequence[Allowed]) -> Iterator[str]:
    for each in found:
        for words, codes in (("registers", each.registers), ("finds", each.finds)):
            named = ", ".join(f"{TYPES[code].display} ({code})" for code in sorted(codes))
            yield f"{each.organisation_code}  {words}  {named or 'nothing'}"
    if not found:
        yield "No organisation may register or find a pointer."


def _waiting_lines(found: Sequence[Waiting]) -> Iterator[str]:
    for each in found:
        since = say_datetime(each.asked_at)
        yield f"{each.person_id}  {each.state}  since {since}  tried {each.tries} times: {each.error}"
    if not found:
        yield "Nothing waits: the other locator took every pointer that it was sent."
