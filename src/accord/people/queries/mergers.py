"""Records that were found to be of one person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from accord.people.models import Person


def merged_into(person_id: UUID) -> Sequence[UUID]:
    """Return the ids of the records that were merged into this one, and into those."""
    found: list[UUID] = []
    new = [person_id]
    while new:
        new = list(Person.objects.filter(merged_into_id__in=new).exclude(pk__in=found).values_list("id", flat=True))
        found += new
    return found
