"""Add, change and end the people to call, consult or tell."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain import people
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.people import ContactRole
from accord.events import actions as events
from accord.people.actions.locks import lock
from accord.people.actions.permissions import must
from accord.people.checks import contact_errors
from accord.people.models import Contact


@transaction.atomic
def add(*, person_id: UUID, contact: people.Contact, by: Actor | None) -> UUID:
    """Add a contact and return its id. Whoever is first to call takes the place of the one who was."""
    must(by, Permission.RECORD_CONVERSATION)
    lock(person_id)
    _check(contact)
    _leave_first_place(person_id, contact)
    made = Contact.objects.create(person_id=person_id, **_values(contact))
    _happened(person_id, made.id, by)
    return made.id


@transaction.atomic
def change(*, person_id: UUID, contact_id: UUID, to: people.Contact, by: Actor | None) -> None:
    """Change a contact."""
    must(by, Permission.RECORD_CONVERSATION)
    lock(person_id)
    _check(to)
    held = _held(person_id, contact_id)
    _leave_first_place(person_id, to)
    for name, value in _values(to).items():
        setattr(held, name, value)
    held.save()
    _happened(person_id, contact_id, by)


@transaction.atomic
def end(*, person_id: UUID, contact_id: UUID, by: Actor | None) -> None:
    """End a contact: it is shown no more, and kept."""
    must(by, Permission.RECORD_CONVERSATION)
    lock(person_id)
    held = _held(person_id, contact_id)
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    _happened(person_id, contact_id, by)


def _check(contact: people.Contact) -> None:
    errors = list(contact_errors(contact))
    if errors:
        raise Refused(errors)


def _held(person_id: UUID, contact_id: UUID) -> Contact:
    held = Contact.objects.filter(pk=contact_id, person_id=person_id, ended_at__isnull=True).first()
    if held is None:
        raise Refused.one("contact_id", "This person has no such contact now.")
    return held


def _leave_first_place(person_id: UUID, contact: people.Contact) -> None:
    if not contact.is_first_to_call:
        return
    first = ContactRole.PRIMARY.value
    others = Contact.objects.filter(person_id=person_id, ended_at__isnull=True, roles__contains=[first])
    for other in others:
        other.roles = [role for role in other.roles if role != first] or [ContactRole.EMERGENCY.value]
        other.save(update_fields=["roles"])


def _values(contact: people.Contact) -> dict[str, object]:
    return {
        "name": contact.name,
        "relationship": contact.relationship,
        "roles": [role.value for role in contact.roles],
        "phone": contact.phone,
        "notes": contact.notes,
    }


def _happened(person_id: UUID, contact_id: UUID, by: Actor | None) -> None:
    payload = {"contact_id": str(contact_id)}
    events.record(kind=EventKind.CONTACT_CHANGED, person_id=person_id, by=by, payload=payload)
