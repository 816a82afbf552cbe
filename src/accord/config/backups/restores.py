"""Restoring a backup into a folder of its own, and proving what came of it before it may be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from accord.config.backups import archives, checks, copies, dumps, integrity, manifests, recoveries, segments
from accord.config.backups.checks import Examined
from accord.config.backups.folders import check_is_free, finish, unfinished
from accord.config.backups.manifests import Kind, Manifest
from accord.config.backups.notes import copy_notes
from accord.config.backups.programs import Tell
from accord.config.backups.segments import Segments
from accord.config.embedded import SUPERUSER, holder_of, running
from accord.domain.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to restore, to where, and to what moment."""

    source: Path
    data: Path
    until: datetime | None = None
    archive: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored, where it lies, and what differs from what the backup says."""

    data: Path
    manifest: Manifest
    until: datetime | None
    found: Examined
    differences: tuple[str, ...]


def restore(wanted: Wanted, tell: Tell) -> Restored:
    """Restore a backup. Where something differs, the folder gets a name that says so, and not the one asked for."""
    if holder := holder_of(wanted.data):
        raise Refused.one("--data", f"{wanted.data} is served by {holder}.", "Give a folder that is not there yet.")
    check_is_free("--data", wanted.data)
    manifest = manifests.read(wanted.source)
    follow = _following(wanted, manifest)
    wanted.data.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(wanted.data) as folder:
        if manifest.kind is Kind.COPY:
            integrity.check(wanted.source / copies.FILES, tell=tell)
            tell("Laying out the files", 0, 1)
            place = recoveries.lay_out(wanted.source / copies.FILES, follow, folder)
            tell("Laying out the files", 1, 1)
            recoveries.recover(place, wanted.until)
        else:
            dumps.load(wanted.source, manifest, folder)
        copy_notes(wanted.source, folder)
        found = _examine(folder, manifest, wanted.source, tell)
        different = found.differences
        if follow and follow.missing:
            different += (f"the archive lacks {follow.missing}; what comes after it could not be used",)
        place_name = _apart(wanted.data) if different else wanted.data
        recoveries.forget_socket(folder)
        finish(folder, place_name)
    return Restored(data=place_name, manifest=manifest, until=wanted.until, found=found, differences=different)


def _following(wanted: Wanted, manifest: Manifest) -> Segments | None:
    """Return what the archive has after the copy, where a moment or the archive itself was asked for."""
    if not (wanted.until or wanted.archive):
        return None
    if manifest.kind is not Kind.COPY or manifest.first_wal is None:
        option = "--until" if wanted.until else "--archive"
        raise Refused.one(option, "this backup is of a moment only.", "Leave it out, or use the server's own archive.")
    if wanted.until and wanted.until < manifest.finished:
        wrong = f"the backup was finished at {manifest.finished.isoformat(timespec='seconds')}, after that."
        raise Refused.one("--until", wrong, "Give a later time, or an earlier backup.")
    archive = wanted.archive or (Path(manifest.archive) if manifest.archive else None)
    if archive is None:
        raise Refused.one("--archive", "the backup names no archive.", "Give the folder of the archive with --archive.")
    archives.check_is_of(archive, manifest.system)
    held = frozenset(path.name for path in (wanted.source / copies.FILES / "pg_wal").iterdir())
    return segments.following(archive, manifest.first_wal, held)


def _examine(folder: Path, manifest: Manifest, backup: Path, tell: Tell) -> Examined:
    with running(folder, shared=False) as server, checks.connect(server.conninfo(user=SUPERUSER)) as connection:
        return checks.examine(connection, manifest.contents, backup, tell)


def _apart(data: Path) -> Path:
    """Return another name for what was restored and differs: nobody should serve it by mistake."""
    return data.with_name(f"{data.name}.differs-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
