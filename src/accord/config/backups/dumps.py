"""The contents of somebody else's server (DATABASE_URL), as PostgreSQL's own programs write them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from accord.config.backups import manifests, programs
from accord.config.backups.copies import Taken
from accord.config.backups.failures import BackupFailed
from accord.config.backups.folders import check_is_free, finish, unfinished
from accord.config.backups.manifests import Kind, Manifest
from accord.config.bootstraps import prepare
from accord.config.embedded import OWNER_ROLE, SUPERUSER, running

DUMP = "database.dump"
RELEASE = re.compile(r"\(PostgreSQL\) (\d+)")
# Privileges to come are of the owner's name, which another server need not know; `prepare` gives them anew.
LEFT_OUT = re.compile(r"^\d+; .* DEFAULT ACL ", re.MULTILINE)


def back_up(url: str, out: Path, *, tell: programs.Tell) -> Taken:
    """Write the contents of the database at `url`, as they are at one moment, into the new folder `out`."""
    check_is_free("--out", out)
    with psycopg.connect(url) as connection:
        _check_programs(connection.info.server_version // 10_000)
        if connection.execute("SELECT to_regclass('plans_version')").fetchone() == (None,):
            raise BackupFailed("DATABASE_URL: the database is empty. Run `accord migrate` first, or give another.")
        connection.rollback()
        out.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(out) as folder:
            folder.chmod(0o700)
            manifest = _dump(connection, url, folder, tell)
            manifests.write(manifest, folder)
            finish(folder, out)
    return Taken(manifest)


def load(source: Path, manifest: Manifest, data: Path) -> None:
    """Write the contents of a dump into a new embedded database in `data`."""
    file = source / DUMP
    if manifests.file_sha256(file) != manifest.dump_sha256:
        raise BackupFailed(f"{file} is not what was written: use another backup.")
    listed = programs.run("pg_restore", "--list", file, doing="Reading the dump")
    with tempfile.NamedTemporaryFile("w", dir=data, suffix=".list") as kept, running(data, shared=False) as server:
        kept.writelines(line for line in listed.splitlines(keepends=True) if not LEFT_OUT.match(line))
        kept.flush()
        with psycopg.connect(server.conninfo(user=SUPERUSER), autocommit=True) as connection:
            prepare(connection)
        login = f"--dbname={server.conninfo(user=SUPERUSER)}"
        how = ("--no-owner", f"--role={OWNER_ROLE}", "--single-transaction", f"--use-list={kept.name}", login)
        programs.run("pg_restore", *how, file, doing="Loading the dump")


def _dump(connection: psycopg.Connection[Any], url: str, folder: Path, tell: programs.Tell) -> Manifest:
    """Dump the very snapshot in which the versions are listed."""
    tell("Writing the dump", 0, 1)
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        row = connection.execute("SELECT pg_export_snapshot(), clock_timestamp()").fetchone()
        assert row is not None
        contents = manifests.list_contents(connection, folder)
        known = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
        secrets = {"PGPASSWORD": known.pop("password")} if "password" in known else {}
        file = folder / DUMP
        # The owner is bound by the tables' policies, which show the owner every row.
        how = ("--format=custom", "--no-password", "--enable-row-security", f"--snapshot={row[0]}", f"--file={file}")
        login = f"--dbname={make_conninfo('', **known)}"
        programs.run("pg_dump", *how, login, doing="Writing the dump", secrets=secrets)
    with file.open("rb") as written:
        manifests.keep_on_disk(written)
    tell("Writing the dump", 1, 1)
    return Manifest(
        kind=Kind.DUMP,
        finished=row[1],
        accord=manifests.accord_version(),
        postgresql=str(connection.info.server_version // 10_000),
        contents=contents,
        dump_sha256=manifests.file_sha256(file),
    )


def _check_programs(server: int) -> None:
    """Refuse a server that is newer than our programs: `pg_dump` reads its own release and older ones."""
    ours = RELEASE.search(programs.run("pg_dump", "--version", doing="Asking for the release of pg_dump"))
    if ours is None or int(ours[1]) < server:
        raise BackupFailed(
            f"DATABASE_URL: the server is PostgreSQL {server}, newer than the programs here"
            f" ({ours[1] if ours else 'unknown'}). Use that server's own pg_dump, or its provider's backups."
        )
