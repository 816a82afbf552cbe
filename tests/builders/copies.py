"""Printed copies, and what can be read off them."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.builders import drafts

from accord.people.queries import identities
from accord.plans.queries import versions
from accord.sharing.actions import copies
from accord.sharing.actions.copies import PrintedCopy
from accord.sharing.copies.proofs import Kind

ADDRESS = "https://accord.example"
LINK = re.compile(rb"/URI ?\(([^)]*)\)")


def print_copy(person_id: UUID, kind: Kind = Kind.PLAN, **changes: Any) -> PrintedCopy:
    """Print a copy of what is current of a person, at this moment unless another is given."""
    person = identities.of(person_id)
    assert person is not None
    given: dict[str, Any] = {
        "version_id": versions.current(person_id)[0].version_id,
        "by": drafts.gp(),
        "now": datetime.now(UTC),
        "address": ADDRESS,
    }
    return copies.print_copy(person=person, kind=kind, **(given | changes))


def square_code_of(sheets: bytes) -> str:
    """Return what the square code says: the link that it is as well."""
    found = LINK.search(structure_of(sheets))
    assert found is not None
    return found.group(1).decode()


def structure_of(sheets: bytes) -> bytes:
    """Return everything in a PDF that is packed, unpacked: its objects and its tags."""
    unpacked = [sheets]
    for part in sheets.split(b"stream\n")[1:]:
        try:
            unpacked.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return b"\n".join(unpacked)
