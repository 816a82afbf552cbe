"""What a backup says of itself: when, of what, and the hash of every signed version in it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import psycopg

from accord.domain.codec import from_json, to_json
from accord.domain.errors import Refused

NAME = "manifest.json"
LIST = "versions.txt"
FORMAT = 1
A_BATCH = 2_000

Connection = psycopg.Connection[Any]


class Kind(StrEnum):
    """How the database was copied: its files as they lie (our own server), or its contents (somebody else's)."""

    COPY = "copy"
    DUMP = "dump"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What was in a database at one moment. Whatever is restored later must hold at least this."""

    at: datetime
    migrations: tuple[str, ...]
    versions: int
    versions_sha256: str
    """Over the list beside the manifest: a line a version, its id and its SHA-256, in the order of the ids."""
    last_read: int | None
    """The highest number in the access log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    kind: Kind
    finished: datetime
    accord: str
    postgresql: str
    contents: Contents
    system: str = ""
    """What tells this database's archive from another's."""
    first_wal: str | None = None
    archive: str | None = None
    dump_sha256: str | None = None
    format: int = FORMAT


def accord_version() -> str:
    """Return the version of the software that runs."""
    return version("accord-care")


def list_contents(connection: Connection, folder: Path) -> Contents:
    """Write the list of versions into `folder`, and return it with what else is in the database. One snapshot."""
    digest, count = hashlib.sha256(), 0
    with (folder / LIST).open("wb") as file, connection.cursor(name="accord_backup_versions") as cursor:
        cursor.itersize = A_BATCH
        for row in cursor.execute("SELECT id::text, sha256 FROM plans_version ORDER BY id"):
            line = f"{row[0]} {row[1]}\n".encode()
            digest.update(line)
            file.write(line)
            count += 1
        keep_on_disk(file)
    return Contents(
        at=_one(connection, "SELECT now()"),
        migrations=applied(connection),
        versions=count,
        versions_sha256=digest.hexdigest(),
        last_read=last_read(connection),
    )


def applied(connection: Connection) -> tuple[str, ...]:
    """Return the migrations that a database has had."""
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return tuple(row[0] for row in rows)


def last_read(connection: Connection) -> int | None:
    """Return the highest number in the access log, or None where nobody has read anything."""
    found: int | None = _one(connection, "SELECT max(id) FROM access_accesslog")
    return found


def write(manifest: Manifest, folder: Path) -> None:
    """Write the manifest of a backup."""
    with (folder / NAME).open("w", encoding="utf-8") as file:
        json.dump(to_json(manifest), file, indent=2)
        file.write("\n")
        keep_on_disk(file)


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup whose list is whole. Raises `Refused` where there is none that can be read."""
    try:
        plain = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        wrong = f"{folder} is no finished backup: it has no {NAME}."
        raise Refused.one("FROM", wrong, "Give a folder that `accord backup --out` made.") from None
    except ValueError as broken:
        raise Refused.one("FROM", f"{folder / NAME} cannot be read ({broken}).", "Use another backup.") from None
    if isinstance(plain, dict) and plain.get("format") != FORMAT:
        raise Refused.one(
            "FROM",
            f"the backup's format is {plain.get('format')}.",
            f"This version reads {FORMAT}: use a newer Accord.",
        )
    manifest = from_json(Manifest, plain, str(folder / NAME))
    if file_sha256(folder / LIST) != manifest.contents.versions_sha256:
        raise Refused.one("FROM", f"{folder / LIST} is not what the manifest says.", "Use another backup.")
    return manifest


def listed(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each version that a backup lists: its id and its SHA-256."""
    with (folder / LIST).open(encoding="ascii") as lines:
        for line in lines:
            identifier, sha256 = line.split()
            yield identifier, sha256


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_on_disk(file: IO[Any]) -> None:
    """Wait until what was written would survive a loss of power."""
    file.flush()
    os.fsync(file.fileno())


def _one(connection: Connection, statement: str) -> Any:
    row = connection.execute(statement).fetchone()
    return row[0] if row else None
