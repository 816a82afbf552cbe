"""A contact, as a form."""

from __future__ import annotations

from typing import Any

from accord.domain.people import Contact, ContactRole
from accord.web.fields import LongTextField, MultiChoiceField, PhoneField, TextField
from accord.web.forms import Form


class ContactForm(Form):
    """Who it is, how they stand to the person, and how to reach them."""

    name = TextField("Name", required=False, spellcheck=False)
    relationship = TextField("Relationship to the person", required=False, most=80, width=20)
    roles = MultiChoiceField("What they are to the person", items=ContactRole.pairs(), required=False)
    phone = PhoneField("Telephone number", required=False, most=40)
    notes = LongTextField("Anything to know before calling", required=False, most=500, rows=2)

    def contact(self) -> Contact:
        """Return the contact that the form describes."""
        said: dict[str, Any] = dict(self.cleaned_data)
        return Contact(**{**said, "roles": tuple(said["roles"])})
