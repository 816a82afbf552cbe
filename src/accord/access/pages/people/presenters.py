"""What the pages about people print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from accord.access.pages.people.subjects import person_page
from accord.access.submissions import token
from accord.domain.authority import Actor
from accord.domain.people import Contact, Identity


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One contact: who, what they are, how to reach them."""

    contact: Contact
    person_id: UUID

    @property
    def title(self) -> str:
        """The name, or words that say there is none."""
        return self.contact.name or "Name not recorded"

    @property
    def rows(self) -> Sequence[Mapping[str, str]]:
        """What is known of them."""
        known = {
            "Relationship": self.contact.relationship,
            "Role": ", ".join(role.words for role in self.contact.roles),
            "Telephone": self.contact.phone,
            "Notes": self.contact.notes,
        }
        return [{"key": key, "value": value} for key, value in known.items() if value]

    @property
    def change(self) -> str:
        """The page to change it."""
        return reverse("people:contact", args=[self.person_id, self.contact.id])

    @property
    def end(self) -> str:
        """Where to end it."""
        return reverse("people:contact_end", args=[self.person_id, self.contact.id])


class ContactsScreen:
    """Everybody there is to call, consult or tell; the first to call first."""

    def __init__(self, identity: Identity, actor: Actor) -> None:
        first = sorted(identity.contacts, key=lambda contact: not contact.is_first_to_call)
        self.name = identity.display_name
        self.back = person_page(identity.person_id, actor)
        self.add = reverse("people:contact_add", args=[identity.person_id])
        self.cards = [ContactCard(contact, identity.person_id) for contact in first]
        self.submissions = [token() for _ in self.cards]
