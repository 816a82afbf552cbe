"""What a restored database holds, beside what the backup says: every version by its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg

from accord.config.backups import manifests
from accord.config.backups.manifests import Connection, Contents
from accord.config.backups.programs import Tell
from accord.domain.plan.documents import canonical, sha256

A_BATCH = 500
ROWS = "SELECT id::text, sha256, document FROM plans_version ORDER BY id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found: how many versions, how many of them came after the manifest, and everything that differs."""

    versions: int = 0
    later: int = 0
    last_read: int | None = None
    differences: tuple[str, ...] = ()


def examine(connection: Connection, contents: Contents, backup: Path, tell: Tell) -> Examined:
    """Compare a restored database with its backup's manifest and list, and each document with its own hash."""
    found = _versions(connection, contents, backup, tell)
    last_read = manifests.last_read(connection)
    wrong = list(found.differences)
    if missing := set(contents.migrations) - set(manifests.applied(connection)):
        wrong.append(f"migrations that were applied are missing: {', '.join(sorted(missing))}")
    if contents.last_read is not None and (last_read or 0) < contents.last_read:
        wrong.append(f"the access log ends at {last_read or 0:,}; it went on to {contents.last_read:,}")
    return replace(found, last_read=last_read, differences=tuple(wrong))


def _versions(connection: Connection, contents: Contents, backup: Path, tell: Tell) -> Examined:
    count = later = 0
    wrong: list[str] = []
    expected = Expected(manifests.listed(backup))
    with connection.transaction(), connection.cursor(name="accord_restored_versions") as cursor:
        cursor.itersize = A_BATCH
        for identifier, stored, document in cursor.execute(ROWS):
            wrong += (f"version {each} is missing" for each in expected.before(identifier))
            signed = expected.of(identifier)
            later += signed is None
            wrong += differences(identifier, document, stored=stored, signed=signed or stored)
            count += 1
            if count % A_BATCH == 0:
                tell("Checking versions", count, max(count, contents.versions))
    wrong += (f"version {each} is missing" for each in expected.rest())
    tell("Checking versions", count, count)
    return Examined(versions=count, later=later, differences=tuple(wrong))


def differences(identifier: str, document: Any, *, stored: str, signed: str) -> Iterator[str]:
    """Yield what is wrong with one version: its hash is not the listed one, or not that of its document."""
    if stored != signed:
        yield f"version {identifier} has another hash than it had"
    if sha256(canonical(document)) != stored:
        yield f"the document of version {identifier} is not what was signed"


class Expected:
    """The versions that a backup lists, walked beside those of the database; both are in the order of their ids."""

    def __init__(self, listed: Iterator[tuple[str, str]]) -> None:
        self._listed = listed
        self._next = next(listed, None)

    def before(self, identifier: str) -> Iterator[str]:
        """Yield those that should have come before this one."""
        while self._next and self._next[0] < identifier:
            yield self._next[0]
            self._next = next(self._listed, None)

    def of(self, identifier: str) -> str | None:
        """Return the hash that is listed for this one, or None where it is not listed."""
        if self._next is None or self._next[0] != identifier:
            return None
        found, self._next = self._next[1], next(self._listed, None)
        return found

    def rest(self) -> Iterator[str]:
        """Yield those that never came."""
        while self._next:
            yield self._next[0]
            self._next = next(self._listed, None)


def connect(conninfo: str) -> Connection:
    """Connect to a restored database, as whoever may read all of it."""
    return psycopg.connect(conninfo, autocommit=True)
