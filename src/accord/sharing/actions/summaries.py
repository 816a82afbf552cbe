"""Keep an emergency summary as it was just made, to be sent as it is for as long as it is true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from accord.domain.people import Identity
from accord.domain.plan.restrictions import Reader
from accord.privileges.prepared import prepared_cursor
from accord.projections.fhir.checking import check
from accord.projections.fhir.elements import Made
from accord.projections.fhir.kept_summaries import holds_until, keepable, kept_for
from accord.sharing.queries.summaries import is_kept, software

_log = structlog.stdlib.get_logger("accord.sharing")
KEEP = "/* sharing: keep a summary */ SELECT accord_keep_summary(%s, %s, %s, %s, %s, %s)"


def keep(
    sent: Made, *, person: Identity, sheet: Mapping[str, Any] | None, reader: Reader, stamp: str, now: datetime
) -> None:
    """Keep a summary that was made at `now` for a reader; `stamp` is what stood before anything of it was read.

    Not where FHIR does not allow it. Nothing that fails here stands before an emergency: what is not kept is made again
    at the next look.
    """
    practice = person.practice.name if person.practice else ""
    if practice and not stamp.endswith(f"|{practice}"):
        return  # its name was looked up before it changed
    try:
        read_by = kept_for(sheet, person, reader)
        if stamp and not is_kept(person.person_id, read_by, stamp):
            body = None if check(sent) else keepable(sheet, person, sent, reader, now)
            if body is not None:
                _write(person, read_by, stamp, holds_until(sheet, now), body)
    except Exception as failed:
        _log.error("a summary could not be kept", exc_info=failed)


def _write(person: Identity, read_by: str, stamp: str, until: datetime | None, body: bytes) -> None:
    with transaction.atomic(), prepared_cursor() as cursor:
        cursor.execute(KEEP, [person.person_id, read_by, stamp, software(), until, body])
