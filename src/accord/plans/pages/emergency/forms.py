"""Two ways to find one person, and never a list of people to browse."""

from __future__ import annotations

from typing import Any, ClassVar

from accord.access.actions.incidents import check_reference
from accord.domain.authority import Actor, Role
from accord.domain.errors import Refused
from accord.web.fields import DateField, NhsNumberField, TextField
from accord.web.forms import Form

CREWS = frozenset({Role.AMBULANCE})
"""Whose service gives an incident its number."""
NUMBER, HINT = "Incident number", "If there is one, as your service gave it"


class FindForm(Form):
    """Finds one person; a crew gives the incident for which it was sent, so that its looks have a basis."""

    asks_incident: ClassVar[str]
    """The field for its number: each form of the page has a name of its own for it."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.role not in CREWS:
            del self.fields[self.asks_incident]

    def clean(self) -> dict[str, Any] | None:
        """Refuse what is no incident's number."""
        given = self.cleaned_data.get(self.asks_incident)
        try:
            self.cleaned_data[self.asks_incident] = check_reference(given) if given else ""
        except Refused as refused:
            self.add_refused(refused, {"incident": self.asks_incident})
        return super().clean()

    @property
    def sent_for(self) -> str:
        """The number of the incident, or nothing; ask only once the form is sound."""
        return str(self.cleaned_data[self.asks_incident])

    @property
    def sought(self) -> dict[str, Any]:
        """What the person is found by."""
        return {name: value for name, value in self.cleaned_data.items() if name != self.asks_incident}


class NumberForm(FindForm):
    """By NHS number."""

    asks_incident = "incident"
    nhs_number = NhsNumberField()
    incident = TextField(NUMBER, required=False, width=20, hint=HINT)


class DetailsForm(FindForm):
    """By family name, date of birth and postcode, all exact."""

    asks_incident = "their_incident"
    family = TextField("Family name", width=20)
    birth_date = DateField("Date of birth", past=True, hint="For example, 27 3 1941")
    postcode = TextField("Postcode", width=10)
    given = TextField("First name", hint="Only needed where two people share the rest", required=False, width=20)
    their_incident = TextField(NUMBER, required=False, width=20, hint=HINT)
