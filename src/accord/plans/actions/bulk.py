"""Loading many plans that are signed already, chunk by chunk: the same projections as a signature, no checks.

For synthetic data and for moving in from another system. Each chunk is one transaction with its events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access.actions.relationships import answer_for_many
from accord.domain.events import EventKind
from accord.events.actions import record_many
from accord.plans.actions import bulk_rows
from accord.plans.actions.bulk_rows import COLUMNS, Rows
from accord.plans.actions.loads import LoadedPerson
from accord.privileges.loads import insert

CHUNK = 500


def load(*, people: Iterable[LoadedPerson], now: datetime | None = None, chunk: int = CHUNK) -> Iterator[int]:
    """Load these people's plans and records, and give the number of people after each chunk, for showing progress.

    The people themselves are recorded already, and nothing of theirs is held here yet.
    """
    now = now or timezone.now()
    waiting = iter(people)
    while loaded := list(islice(waiting, chunk)):
        _load_chunk(loaded, now)
        yield len(loaded)


@transaction.atomic
def _load_chunk(loaded: list[LoadedPerson], now: datetime) -> None:
    rows: Rows = {table: [] for table in COLUMNS}
    for one in loaded:
        bulk_rows.add(rows, one, now)
    for table, columns in COLUMNS.items():
        insert(table, columns, rows[table])
    signed = [one.person.person_id for one in loaded for _ in one.versions]
    record_many(kind=EventKind.PLAN_SIGNED, people=signed, by=None, payload={"loaded": True})
    # A load tells no hearers, so who answers for these people is said here.
    answer_for_many(signed=_signatures(loaded))


def _signatures(loaded: list[LoadedPerson]) -> Iterator[tuple[UUID, UUID, datetime]]:
    for one in loaded:
        for version in one.versions:
            yield one.person.person_id, version.by.organisation_id, version.document.signature.signed_at
