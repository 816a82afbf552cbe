"""`accord downtime`: make a downtime pack, open one with no Accord and no network, and give its openings back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from accord.config.commands.files import IS_THERE, File
from accord.config.commands.operators import ActingAs, who
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.organisations.queries import directory
from accord.projections.words import say_time
from accord.sharing.actions import downtime as actions
from accord.sharing.actions import downtime_returns
from accord.sharing.downtime import files, readers
from accord.sharing.downtime.logs import Why
from accord.sharing.downtime.readers import Reader

app = typer.Typer(no_args_is_help=True, help="Make a downtime pack, open one, and give its openings back.")

Organisation = Annotated[str, typer.Option("--organisation", metavar="CODE", help="Whose people: its ODS code.")]
Folder = Annotated[
    Path, typer.Option("--to", metavar="DIR", help="Where the file is written.", exists=True, file_okay=False)
]
Passphrase = Annotated[
    str,
    typer.Option("--passphrase", help="From the sealed envelope.", prompt=True, hide_input=True, show_default=False),
]
Reading = Annotated[
    str, typer.Option("--who", metavar="NAME", help="Who opens it; written down first.", prompt="Your name")
]
Job = Annotated[str, typer.Option("--job", help="Your job, and staff number if you have one.")]
Reason = Annotated[Why, typer.Option("--why", help="Why it is opened.")]
Named = Annotated[str, typer.Option("--person", metavar="WORDS", help="A name, or an NHS number: show that plan.")]
Although = Annotated[bool, typer.Option("--although-out-of-date", help="Open it though it expired.")]
Keys = Annotated[
    Path | None,
    typer.Option("--keys", metavar="FILE", help="The keys at /copy-keys.json, to check who made it.", **IS_THERE),
]


@app.callback()
def downtime() -> None:
    """Make a downtime pack, open one, and give its openings back."""


@app.command()
def make(organisation: Organisation, to: Folder, data: Data = None, as_json: AsJson = False) -> None:
    """Make a pack now and write its file, as for a machine that takes it to where it is needed."""
    with up_to_date():
        place = directory.by_code(organisation)
        if place is None:
            raise Refused.one("--organisation", f"{organisation[:12]!r} is not in the directory.", "Give an ODS code.")
        pack_id = actions.make(organisation_id=place.id, by=None, now=timezone.now())
        name, text = actions.take(pack_id=pack_id, organisation_id=place.id, by=None)
    path = to / name
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    say([f"Wrote {path}."], {"file": str(path), "pack": str(pack_id)}, as_json=as_json)


@app.command("open")
def open_pack(
    file: File,
    passphrase: Passphrase,
    who: Reading,
    job: Job = "",
    why: Reason = Why.EMERGENCY,
    person: Named = "",
    keys: Keys = None,
    although: Although = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Open a pack with no network and no database: the names, or with --person one plan. Openings lie beside it."""
    pack = files.read(_text(file))
    reader = Reader(who=who, job=job, why=why, at=datetime.now(UTC))
    opened = readers.open_pack(
        pack, passphrase, reader, beside=file, words=person, although=although, keys=readers.keys_in(keys)
    )
    say(_lines(opened), {"cover": pack.cover, "people": opened.people, "said": opened.said}, as_json=as_json)


@app.command("return")
def give_back(file: File, acting_as: ActingAs = None, data: Data = None, as_json: AsJson = False) -> None:
    """Write the openings of a file into the access log, each once."""
    with up_to_date():
        by = who(acting_as, Permission.KEEP_DOWNTIME_PACK) if acting_as else None
        given = downtime_returns.give_back(text=_text(file), by=by)
    say([f"{given.new} written into the access log, {given.known} known already."], given, as_json=as_json)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as wrong:
        raise Refused.one("file", "this is no text.", "Give the file as it was saved.") from wrong


def _lines(opened: readers.Opened) -> list[str]:
    cover = opened.pack.cover
    head = [f"Downtime pack of {cover.organisation}, as at {say_time(cover.made_at)}."]
    return [*head, *opened.said, "", *opened.lines, "", f"Openings are written down in {opened.log}."]
