"""Where a page asks whether what it shows still stands: an address that only this session can use, for this person.

Made before the page reads anything: what happens between the two is told as a change, and never missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from accord.access import sessions
from accord.plans.queries import marks
from accord.web.addresses import reverse

SALT = "accord.stands"
LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Whom a page shows, in which state, and to whom: a session and the role in which somebody acts."""

    person_id: UUID
    mark: str
    session: UUID
    staff_role_id: UUID


def stands_at(request: HttpRequest, person_id: UUID) -> str:
    """Return the address at which a page of somebody whose record was opened asks; nothing where no room answers it."""
    handle = sessions.handle(request.session)
    if handle is None or not settings.ACCORD_STANDS_AT:
        return ""
    role: UUID = cast(Any, request).actor.staff_role_id
    held = [person_id.hex, marks.of([person_id])[person_id], handle.hex, role.hex]
    return reverse(settings.ACCORD_STANDS_AT, args=[signing.dumps(held, salt=SALT)])


def read(token: str) -> Watched | None:
    """Return what a page watches; None where it was not made here, or too long ago."""
    try:
        person_id, mark, session, role = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return Watched(person_id=UUID(person_id), mark=mark, session=UUID(session), staff_role_id=UUID(role))
