"""A copy of the embedded database's files, taken while it serves, and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from accord.config.backups import archives, integrity, manifests, programs
from accord.config.backups.folders import check_is_free, check_is_outside, finish, unfinished
from accord.config.backups.manifests import Kind, Manifest
from accord.config.backups.notes import copy_notes
from accord.config.embedded import SUPERUSER, EmbeddedServer, running
from accord.domain.errors import Refused

FILES = "files"
FIRST = re.compile(r"^START WAL LOCATION: .*\(file (?P<name>[0-9A-F]{24})\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made, and whether the archive is falling behind."""

    manifest: Manifest
    archive_is_failing: bool = False


def back_up(data: Path, out: Path, *, archive: Path | None, stop_archive: bool, tell: programs.Tell) -> Taken:
    """Copy the database of `data` into the new folder `out`; what is being written goes on being written."""
    if not (data / "postgres").is_dir():
        raise Refused.one("--data", f"there is no database in {data}.", "Give the folder that `accord serve` uses.")
    check_is_free("--out", out)
    check_is_outside("--out", out, data)
    with running(data) as server, _superuser(server) as connection:
        if connection.execute("SELECT to_regclass('plans_version')").fetchone() == (None,):
            raise Refused.one("--data", f"the database of {data} is empty.", "There is nothing to back up.")
        if stop_archive:
            archives.stop(connection)
        if archive:
            archives.start(connection, archive, data)
        failures = archives.count_failures(connection)
        out.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(out) as folder:
            folder.chmod(0o700)
            manifest = _copy(server, connection, folder, tell)
            copy_notes(data, folder)
            manifests.write(manifest, folder)
            finish(folder, out)
        return Taken(manifest, archive_is_failing=not _is_archived(connection, manifest, failures))


def _superuser(server: EmbeddedServer) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(server.conninfo(user=SUPERUSER), autocommit=True)


def _copy(
    server: EmbeddedServer, connection: psycopg.Connection[tuple[object, ...]], folder: Path, tell: programs.Tell
) -> Manifest:
    """Write down what is there, then copy: whatever was there before the copy began is in it."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        contents = manifests.list_contents(connection, folder)
    files = folder / FILES
    options = ("--wal-method=stream", "--checkpoint=fast", "--manifest-checksums=SHA256", "--no-password", "--progress")
    login = f"--dbname={server.conninfo(user=SUPERUSER)}"
    programs.run("pg_basebackup", f"--pgdata={files}", *options, login, doing="Copying the database", tell=tell)
    integrity.check(files, tell=tell)
    first = FIRST.search((files / "backup_label").read_text(encoding="utf-8"))
    archive = archives.where(connection)
    return Manifest(
        kind=Kind.COPY,
        finished=_now(connection),
        accord=manifests.accord_version(),
        postgresql=(files / "PG_VERSION").read_text(encoding="ascii").strip(),
        contents=contents,
        system=archives.system_of(connection),
        first_wal=first["name"] if first else None,
        archive=str(archive) if archive else None,
    )


def _is_archived(connection: psycopg.Connection[tuple[object, ...]], manifest: Manifest, failures: int) -> bool:
    """Return whether the archive, where there is one, has what every later moment begins with."""
    if manifest.archive is None or manifest.first_wal is None:
        return True
    return archives.comes_to_hold(connection, Path(manifest.archive), manifest.first_wal, failures=failures)


def _now(connection: psycopg.Connection[tuple[object, ...]]) -> datetime:
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    assert isinstance(row[0], datetime)
    return row[0]
