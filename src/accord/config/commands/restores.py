"""`accord restore`: a backup in a folder of its own, proved before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from accord.config.backups.restores import Restored, Wanted
from accord.config.backups.restores import restore as carry_out
from accord.config.commands.options import AsJson
from accord.config.commands.reports import say
from accord.config.progress import shown
from accord.domain.errors import Refused

app = typer.Typer()

DIFFERS = 1
SHOWN = 20
LONDON = ZoneInfo("Europe/London")

From = Annotated[Path, typer.Argument(metavar="FROM", help="The folder that `accord backup --out` made.")]
NewData = Annotated[
    Path, typer.Option("--data", metavar="DIR", help="The data folder to make; it must not be there yet, or be empty.")
]
Until = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="The moment to restore to, as in 2026-03-01T14:30 (London) or with an offset."),
]
Archive = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="The archive to read on from; without --until, to its end.", show_default="the backup's"
    ),
]


@app.command()
def restore(source: From, data: NewData, until: Until = None, archive: Archive = None, as_json: AsJson = False) -> None:
    """Restore a backup into a new data folder, and compare every version's hash; ends with 1 where any differs."""
    wanted = Wanted(
        source=source.absolute(),
        data=data.absolute(),
        until=parse_moment(until) if until else None,
        archive=archive.absolute() if archive else None,
    )
    with shown(quiet=as_json) as tell:
        restored = carry_out(wanted, tell)
    say(_words(restored), restored, as_json=as_json)
    if restored.differences:
        raise typer.Exit(DIFFERS)


def parse_moment(text: str) -> datetime:
    """Return a moment. Without an offset it is London time, where one hour of the year comes twice and one never."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused.one("--until", f"'{text}' is not a time.", "Give one as in 2026-03-01T14:30.") from None
    if moment.tzinfo is not None:
        return moment
    first, second = (moment.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    if _offset(first) != _offset(second):
        wrong = f"the clocks change in London at {text}."
        raise Refused.one("--until", wrong, f"Give an offset: {text}+01:00 or {text}+00:00.")
    return first


def _offset(moment: datetime) -> timedelta | None:
    return moment.utcoffset()


def _words(restored: Restored) -> Iterator[str]:
    found, backup = restored.found, restored.manifest
    yield f"The backup of {backup.contents.at.astimezone(LONDON):%-d %B %Y, %H:%M:%S} was restored."
    if restored.until:
        yield f"What was written until {restored.until.astimezone(LONDON):%-d %B %Y, %H:%M:%S} was read after it."
    yield f"{found.versions:>12,}  signed versions, each compared with its hash"
    yield f"{found.later:>12,}  of them signed after the backup began"
    if found.last_read is not None:
        yield f"{found.last_read:>12,}  is the last number in the access log"
    if not restored.differences:
        yield "Nothing differs from what the backup says."
        yield f"It lies in {restored.data}. Put the secrets of the first data folder into it before you serve it."
        return
    yield f"{len(restored.differences):,} things differ from what the backup says:"
    yield from (f"  {each}" for each in restored.differences[:SHOWN])
    if len(restored.differences) > SHOWN:
        yield f"  and {len(restored.differences) - SHOWN:,} more; --json names them all"
    yield f"It lies in {restored.data}. Look into it, and do not serve it."
