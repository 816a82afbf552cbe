"""Of which rows a person's emergency summary would be made now, and by which software."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from uuid import UUID

import accord
from accord.privileges.prepared import prepared_cursor

MADE_FROM = ("domain", "projections")
"""The rooms whose code says what a summary holds, and in which words."""
STAMP = "/* sharing: of which rows a summary is made */ SELECT accord_emergency_stamp(%s)"
IS_KEPT = "/* sharing: whether a summary is kept */ SELECT accord_summary_is_kept(%s, %s, %s, %s)"


def stamp_of(person_id: UUID) -> str:
    """Return the versions of the rows of which a summary would be made now. Ask before they are read."""
    with prepared_cursor() as cursor:
        cursor.execute(STAMP, [person_id])
        return cursor.fetchone()[0] or ""


def is_kept(person_id: UUID, reader: str, stamp: str) -> bool:
    """Return whether a summary is kept for a reader that was made of these rows, by this software, and still holds."""
    with prepared_cursor() as cursor:
        cursor.execute(IS_KEPT, [person_id, reader, stamp, software()])
        return bool(cursor.fetchone()[0])


@cache
def software() -> str:
    """Return a hash of the code that makes a summary: what other software made is not sent."""
    root, found = Path(accord.__file__).parent, hashlib.sha256()
    files = (file for room in MADE_FROM for file in (root / room).rglob("*") if file.suffix in (".py", ".txt"))
    for file in sorted(files):
        found.update(file.read_bytes())
    return found.hexdigest()[:16]
