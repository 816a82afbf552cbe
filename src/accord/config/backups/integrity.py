"""Whether the files of a copy are what the server sent, by the list of hashes that it sent with them.

The list's form: https://www.postgresql.org/docs/18/backup-manifest-format.html. PostgreSQL has a program for this,
`pg_verifybackup`; the one that comes with the wheel crashes, so the reading is ours, with `pg_waldump` for the log.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accord.config.backups import programs
from accord.config.backups.failures import BackupFailed
from accord.config.backups.manifests import file_sha256

LIST = "backup_manifest"
OWN_SUM = re.compile(rb'"Manifest-Checksum": "(?P<sum>[0-9a-f]{64})"\}\s*\Z')
DOING = "Checking the copy"


def check(files: Path, *, tell: programs.Tell | None = None) -> None:
    """Raise `BackupFailed` naming the first file that is missing, is too many, or is not what was copied."""
    listed = _read(files / LIST)
    expected = {path_of(entry): entry for entry in listed["Files"]}
    for number, (name, entry) in enumerate(expected.items(), start=1):
        path = files / name
        if not path.is_file() or path.stat().st_size != entry["Size"] or file_sha256(path) != entry["Checksum"]:
            raise BackupFailed(f"{path} is missing or not what was copied: use another backup.")
        if tell:
            tell(DOING, number, len(expected))
    if strangers := sorted(set(_present(files)) - set(expected)):
        raise BackupFailed(f"{files / strangers[0]} was not in the copy: use another backup.")
    for part in listed["WAL-Ranges"]:
        span = (f"--start={part['Start-LSN']}", f"--end={part['End-LSN']}", f"--timeline={part['Timeline']}")
        programs.run("pg_waldump", "--quiet", f"--path={files / 'pg_wal'}", *span, doing=DOING)


def path_of(entry: dict[str, Any]) -> str:
    """Return the path that an entry of the list names; one that is not UTF-8 is written in hexadecimal digits."""
    if "Encoded-Path" in entry:
        return bytes.fromhex(entry["Encoded-Path"]).decode("utf-8", "surrogateescape")
    return str(entry["Path"])


def _read(path: Path) -> dict[str, Any]:
    """Return the list, which ends with the hash of all that stands before that line."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        raise BackupFailed(f"{path} is missing: use another backup.") from None
    own = OWN_SUM.search(text)
    if (
        own is None
        or hashlib.sha256(text[: text.rfind(b"\n", 0, own.start() + 1) + 1]).hexdigest() != own["sum"].decode()
    ):
        raise BackupFailed(f"{path} is not what the server wrote: use another backup.")
    found: dict[str, Any] = json.loads(text)
    return found


def _present(files: Path) -> Iterator[str]:
    """Yield every file that the list should name: all but the list itself and the log, which has hashes of its own."""
    for path in files.rglob("*"):
        name = path.relative_to(files)
        if not path.is_dir() and name.parts[0] != "pg_wal" and str(name) != LIST:
            yield str(name)
