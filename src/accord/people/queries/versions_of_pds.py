"""How far the Personal Demographics Service was followed for somebody."""

from __future__ import annotations

from uuid import UUID

from accord.people.models import Person


def of(person_id: UUID) -> int:
    """Return the version of the national record that was last taken over; 0 where none was."""
    said = Person.objects.filter(pk=person_id).values_list("pds_version", flat=True).first() or ""
    return int(said) if said.isascii() and said.isdigit() else 0
