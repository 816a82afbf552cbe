"""Bringing a copy of the database's files to the moment that is wanted, once, before anybody uses it."""

from __future__ import annotations

import os
import re
import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accord.config.backups.failures import BackupFailed
from accord.config.backups.segments import Segments
from accord.config.embedded import EmbeddedServer, socket_folder
from accord.config.embedded.clusters import admit, is_ready, keep_settings, last_words, own, serve
from accord.config.embedded.identities import Identity, choose
from accord.config.embedded.programs import find_programs

FATAL = re.compile(r"(?:FATAL|PANIC):\s+(?P<why>.*)")
TOO_LATE = "recovery ended before configured recovery target was reached"
# Everything is in `pg_wal` before the server starts, so there is nothing to fetch. The end is a timeline of its own:
# what is written from here on can never be taken for what the first database wrote. Without `hot_standby` the server
# says that it is ready only when it has read everything.
RECOVERY = {
    "archive_mode": "off",
    "hot_standby": "off",
    "restore_command": "false",
    "recovery_target_timeline": "current",
    "recovery_target_action": "promote",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder that is being restored: its files and whose they will be."""

    data: Path
    identity: Identity

    @property
    def cluster(self) -> Path:
        """The database's own folder."""
        return self.data / "postgres"


def lay_out(files: Path, segments: Segments | None, data: Path) -> Place:
    """Copy a backup's files into `data` with what the archive has after them, and give them to the server's user."""
    place = Place(data, choose(data / "postgres", find_programs()))
    shutil.copytree(files, place.cluster, symlinks=True)
    for path in (*segments.usable, *segments.histories) if segments else ():
        shutil.copyfile(path, place.cluster / "pg_wal" / path.name)
    (place.cluster / "recovery.signal").touch(mode=0o600)
    # Where the first database kept its archive is no business of this one.
    (place.cluster / "postgresql.auto.conf").write_text("", encoding="utf-8")
    keep_settings(place.cluster)
    admit(place.cluster, place.identity)
    if place.identity.mode == "user":
        for path in (place.cluster, *place.cluster.rglob("*")):
            os.chown(path, place.identity.uid, place.identity.gid, follow_symlinks=False)
    return place


def recover(place: Place, until: datetime | None) -> None:
    """Let the server read what was written after the copy began, to its end or up to a moment; then stop it."""
    log, socket = place.data / "postgres.log", socket_folder(place.data)
    log.touch(mode=0o600)
    own(socket, place.identity)
    wanted = {"recovery_target_time": until.isoformat()} if until else {}
    process = serve(place.cluster, find_programs(), place.identity, socket=socket, log=log, others=RECOVERY | wanted)
    server = EmbeddedServer(socket, process)
    try:
        while not is_ready(place.cluster, process):
            if process.poll() is not None:
                raise BackupFailed(_why(log, until))
            time.sleep(0.02)
    finally:
        server.stop()


def forget_socket(data: Path) -> None:
    """Remove the socket's folder where it lies outside the data folder, whose name is about to change."""
    if not socket_folder(data).is_relative_to(data.absolute()):
        shutil.rmtree(socket_folder(data), ignore_errors=True)


def _why(log: Path, until: datetime | None) -> str:
    found = [match["why"] for match in FATAL.finditer(log.read_text(encoding="utf-8", errors="replace"))]
    if until and TOO_LATE in found:
        return (
            f"--until: nothing that was kept is later than {until.isoformat()}, so whether all up to then is there"
            " cannot be told. Give an earlier time, or --archive without --until for all that is there."
        )
    return f"the database could not be recovered: {found[0] if found else last_words(log)}"
