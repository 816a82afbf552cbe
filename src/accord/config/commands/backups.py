"""`accord backup`: a copy that can be trusted, taken while serving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from accord.config.backups import copies, dumps
from accord.config.backups.copies import Taken
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import complain, say
from accord.config.configurations import Configuration
from accord.config.progress import shown
from accord.domain.errors import Refused

app = typer.Typer()

Out = Annotated[Path, typer.Option(metavar="DIR", help="The folder to write the backup as; it must not be there yet.")]
Archive = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Also keep there, from now on, all that is written, so that any later moment can be restored.",
    ),
]
NoArchive = Annotated[bool, typer.Option("--no-archive", help="Keep nothing there any more.")]


@app.command()
def backup(
    out: Out, archive: Archive = None, no_archive: NoArchive = False, data: Data = None, as_json: AsJson = False
) -> None:
    """Copy the database while it serves, check the copy, and list the hash of every signed version beside it."""
    taken = _take(Configuration.read(), out.absolute(), archive, no_archive=no_archive, quiet=as_json)
    say(_words(out, taken), {"out": out, **_plain(taken)}, as_json=as_json)
    if taken.archive_is_failing:
        where = taken.manifest.archive
        complain([f"the archive {where} cannot be written to. See that it is there and has room, or use --no-archive."])


def _take(configuration: Configuration, out: Path, archive: Path | None, *, no_archive: bool, quiet: bool) -> Taken:
    if archive and no_archive:
        raise Refused.one("--no-archive", "it was given with --archive.", "Give one of the two.")
    url = configuration.owner_url or configuration.database_url
    with shown(quiet=quiet) as tell:
        if url is None:
            kept = archive.absolute() if archive else None
            return copies.back_up(configuration.data, out, archive=kept, stop_archive=no_archive, tell=tell)
        if archive or no_archive:
            option = "--archive" if archive else "--no-archive"
            raise Refused.one(option, "DATABASE_URL names a server of your own.", "Set up its own archive.")
        return dumps.back_up(url, out, tell=tell)


def _plain(taken: Taken) -> dict[str, object]:
    return {"manifest": taken.manifest, "archive_is_failing": taken.archive_is_failing}


def _words(out: Path, taken: Taken) -> Iterator[str]:
    contents = taken.manifest.contents
    yield f"{contents.versions:>12,}  signed versions, each with its hash"
    if contents.last_read is not None:
        yield f"{contents.last_read:>12,}  is the last number in the access log"
    if taken.manifest.archive:
        yield f"All that is written from now on is kept in {taken.manifest.archive}"
    yield f"The backup is {out}. It holds everything about everybody: keep it as you keep the database."
    yield "The secrets in the data folder are not in it. Keep those elsewhere."
