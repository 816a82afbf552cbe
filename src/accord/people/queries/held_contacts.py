"""Whose a contact is."""

from __future__ import annotations

from uuid import UUID

from accord.people.models import Contact


def whose(contact_id: UUID) -> UUID | None:
    """Return the person whose contact this is, while it holds; None where there is none."""
    return Contact.objects.filter(pk=contact_id, ended_at=None).values_list("person_id", flat=True).first()
