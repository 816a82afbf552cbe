"""The archive: everything the server writes, kept as it is written, so that a copy can be brought to any later moment.

PostgreSQL hands over each finished segment of its log to `archive_command`, and tries again until that succeeds
(https://www.postgresql.org/docs/18/continuous-archiving.html). Ours is a line of shell: the server may run as another
user, who cannot always reach our own programs.
"""

from __future__ import annotations

import os
import re
import shlex
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from accord.config.backups.failures import BackupFailed
from accord.config.backups.folders import check_is_outside
from accord.config.embedded.clusters import own
from accord.config.embedded.identities import choose
from accord.config.embedded.programs import find_programs
from accord.domain.errors import Refused

Connection = psycopg.Connection[Any]

# A segment is never overwritten: one that is there already must be the same, or the server is told that this failed.
KEEP = (
    'umask 077; if test -e "$1/$3"; then exec cmp -s "$2" "$1/$3"; fi; '
    'cp "$2" "$1/.$3" && sync "$1/.$3" && mv -n "$1/.$3" "$1/$3" && sync "$1"'
)
AT_MOST = "60s"
"""How old the newest change may grow before it is kept, where little is written."""
SYSTEM = "system"
"""The file of an archive that says which database it is of."""
SEGMENT = re.compile("[0-9A-F]{24}")
PATIENCE = 60.0
TRIES = 10


def start(connection: Connection, archive: Path, data: Path) -> None:
    """Keep from now on, in the folder `archive`, everything that the server of `data` writes; see that it works."""
    check_is_outside("--archive", archive, data)
    if "\n" in str(archive):
        raise Refused.one("--archive", "its name has a line break.", "Give a folder with a plainer name.")
    _claim(archive, system_of(connection), data)
    if where(connection) != archive:
        _say(connection, _command(archive), AT_MOST)
    try:
        _try(connection, archive)
    except BackupFailed:
        stop(connection)
        raise


def stop(connection: Connection) -> None:
    """Keep nothing more."""
    _say(connection, None, None)


def where(connection: Connection) -> Path | None:
    """Return where the server keeps what it writes, or None where it does not."""
    row = connection.execute("SHOW archive_command").fetchone()
    words = shlex.split(str(row[0])) if row else []
    return Path(words[4].replace("%%", "%")) if len(words) == 7 and words[2] == KEEP else None


def comes_to_hold(connection: Connection, archive: Path, segment: str, *, failures: int) -> bool:
    """Wait for a finished segment, and return whether it lies in the archive; false once it could not be kept.

    `failures` is how many there had been before. One more may still be of an earlier command.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if os.access(archive / segment, os.F_OK):
            return True
        failed, newest = _progress(connection)
        if failed > failures + 1:
            return False
        if newest >= segment:
            # The server has done with it: it is there by now, or an earlier command had it.
            return os.access(archive / segment, os.F_OK)
        time.sleep(0.05)
    return False


def count_failures(connection: Connection) -> int:
    """Return how often a segment could not be kept."""
    return _progress(connection)[0]


def _progress(connection: Connection) -> tuple[int, str]:
    """Return how often a segment could not be kept, and the newest that the server has done with ("": none known)."""
    row = connection.execute("SELECT failed_count, last_archived_wal FROM pg_stat_archiver").fetchone()
    assert row is not None
    newest = str(row[1] or "")
    return int(row[0]), newest if SEGMENT.fullmatch(newest) else ""


def system_of(connection: Connection) -> str:
    """Return the number that tells this database server from any other, and its copies share."""
    row = connection.execute("SELECT system_identifier::text FROM pg_control_system()").fetchone()
    assert row is not None
    return str(row[0])


def check_is_of(archive: Path, system: str) -> None:
    """Refuse an archive that is not there or that another database writes."""
    try:
        found = (archive / SYSTEM).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        wrong = f"{archive} is no archive."
        raise Refused.one("--archive", wrong, "Give a folder named by `accord backup --archive`.") from None
    if found != system:
        raise Refused.one("--archive", f"{archive} is of another database.", "Give another folder.")


def _claim(archive: Path, system: str, data: Path) -> None:
    """Make the archive if it is not there, and write whose it is."""
    if archive.exists() and (not archive.is_dir() or (any(archive.iterdir()) and not (archive / SYSTEM).exists())):
        wrong = f"{archive} holds something else."
        raise Refused.one("--archive", wrong, "Give a folder that is not there yet, an empty one, or this archive.")
    if not (archive / SYSTEM).exists():
        archive.parent.mkdir(parents=True, exist_ok=True)
        own(archive, choose(data / "postgres", find_programs()))
        (archive / SYSTEM).write_text(f"{system}\n", encoding="ascii")
    check_is_of(archive, system)


def _command(archive: Path) -> str:
    """Return the `archive_command`; `%%` is the server's way of writing a percent sign."""
    words = (f"sh -c {shlex.quote(KEEP)} accord-archive", shlex.quote(str(archive)).replace("%", "%%"))
    return f"{' '.join(words)} %p %f"


def _say(connection: Connection, command: str | None, at_most: str | None) -> None:
    for name, value in (("archive_command", command), ("archive_timeout", at_most)):
        setting = sql.Identifier(name)
        if value is None:
            connection.execute(sql.SQL("ALTER SYSTEM RESET {}").format(setting))
        else:
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(setting, sql.Literal(value)))
    connection.execute("SELECT pg_reload_conf()")


def _try(connection: Connection, archive: Path) -> None:
    """Finish a segment, and see that it comes to lie in the archive.

    The server tells its processes of a new command in its own time: one segment, or on a busy machine a few, may
    still be done with by the earlier command, which keeps nothing. Then the next one is waited for.
    """
    failures = count_failures(connection)
    for _ in range(TRIES):
        connection.execute("SELECT pg_create_restore_point('accord')")
        row = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
        assert row is not None
        if comes_to_hold(connection, archive, str(row[0]), failures=failures):
            return
        if count_failures(connection) > failures + 1:
            break
    raise BackupFailed(
        f"--archive: the database server could not write to {archive}, so nothing is kept. Give a folder that the"
        " server's user may enter and write to, and that holds nothing of an earlier life of this database."
    )
