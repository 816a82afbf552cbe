"""Who looked at somebody's record, for all organisations: what the person whose record it is may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from accord.access.models import AccessLog
from accord.domain.lookers import Looker, Seen, lookers_of
from accord.organisations.queries import directory, staff
from accord.people.queries.mergers import merged_into
from accord.privileges.openings import read_rows

OURSELVES = "Accord itself"
"""Where the software read a record for something that it does by itself, such as ending a suspension on time."""
MOST = 1_000
"""So many looks are told at once, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookersPage:
    """Who looked, the latest first, and the id to go on from; none where these are all."""

    lookers: Sequence[Looker]
    older: int | None


def of_person(person_id: UUID, *, before: int | None = None) -> LookersPage:
    """Return who looked at a person's record, and at every record that was merged into it."""
    earlier, values = ("WHERE id < %s", [before]) if before is not None else ("", [])
    latest = f"{earlier} ORDER BY id DESC LIMIT {MOST + 1}"
    rows = (row for one in (person_id, *merged_into(person_id)) for row in read_rows(AccessLog, one, latest, values))
    held = sorted(rows, key=lambda row: -row.id)[: MOST + 1]
    shown = held[:MOST]
    organisations = directory.by_ids({row.organisation_id for row in shown})
    roles = staff.roles(list({row.staff_role_id for row in shown}))
    seen = [
        Seen(
            at=row.at,
            organisation=organisations[row.organisation_id].name if row.organisation_id in organisations else OURSELVES,
            role=roles.get(row.staff_role_id),
            purpose=row.purpose,
            basis=row.basis,
        )
        for row in shown
    ]
    return LookersPage(lookers=lookers_of(seen, timezone.localdate), older=shown[-1].id if len(held) > MOST else None)
