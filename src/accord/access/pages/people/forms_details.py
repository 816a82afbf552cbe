"""Who somebody is, as a form."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from accord.domain.people import (
    Address,
    Gender,
    Identity,
    NewPerson,
    PersonName,
    Practice,
    Telecom,
    Verification,
)
from accord.web.fields import ChoiceField, DateField, LongTextField, NhsNumberField, PhoneField, TextField
from accord.web.forms import Form

PHONE = "phone"
LOCATING = ("lines", "postcode", "phone", "practice")
"""What is not asked about a restricted person: it could not be kept."""


class DetailsForm(Form):
    """Name, date of birth, gender, address, telephone and practice."""

    prefix_name = TextField("Title", required=False, most=40, width=5, hint="For example, Mrs or Dr")
    given = TextField("First names", required=False, spellcheck=False)
    family = TextField("Family name", spellcheck=False)
    birth_date = DateField("Date of birth", past=True, hint="For example, 27 3 1941")
    gender = ChoiceField("Gender", items=Gender.pairs(), inline=True)
    lines = LongTextField("Address", required=False, most=500, rows=3, hint="Without the postcode, one line each")
    postcode = TextField("Postcode", required=False, most=12, width=10)
    phone = PhoneField("Telephone number", required=False, most=40)
    practice = TextField("GP practice code", required=False, most=12, width=10, hint="An ODS code, like A12345")

    def __init__(self, *args: Any, restricted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LOCATING if restricted else ():
            del self.fields[name]

    def person(self, held: Identity | None = None) -> NewPerson:
        """Return what the form says, with what is held of the person that it does not ask about."""
        said = self.cleaned_data
        restricted = held.restricted if held else False
        usual = PersonName(
            family=said["family"],
            given=tuple(said["given"].split()),
            prefix=said["prefix_name"],
            suffix=held.name.suffix if held and held.name else "",
        )
        return NewPerson(
            name=usual,
            other_names=tuple(name for name in held.names if name.use != "usual") if held else (),
            birth_date=said["birth_date"],
            gender=said["gender"],
            restricted=restricted,
            addresses=() if restricted else self._addresses(held),
            telecoms=() if restricted else self._telecoms(held),
            practice=None if restricted else self._practice(held),
        )

    def _addresses(self, held: Identity | None) -> tuple[Address, ...]:
        said = self.cleaned_data
        lines = tuple(line.strip() for line in said["lines"].split("\n") if line.strip())
        home = (Address(lines=lines, postcode=said["postcode"].upper()),) if lines or said["postcode"] else ()
        return home + tuple(address for address in (held.addresses if held else ()) if address.use != "home")

    def _telecoms(self, held: Identity | None) -> tuple[Telecom, ...]:
        said = self.cleaned_data["phone"]
        others = [one for one in (held.telecoms if held else ()) if one != first_phone(held)]
        return ((Telecom(system=PHONE, value=said, use="home"),) if said else ()) + tuple(others)

    def _practice(self, held: Identity | None) -> Practice | None:
        code = self.cleaned_data["practice"].upper()
        if held and held.practice and held.practice.code == code:
            return held.practice
        return Practice(code=code) if code else None


class NewPersonForm(DetailsForm):
    """Somebody who is not known here yet."""

    nhs_number = NhsNumberField(required=False, hint="If it is known. It stays unverified until it has been traced.")
    field_order = ("nhs_number",)

    def person(self, held: Identity | None = None) -> NewPerson:
        """Return the person to record; a number that was typed in has not been traced."""
        told = super().person(held)
        number = self.cleaned_data["nhs_number"] or None
        status = Verification.PRESENT_NOT_TRACED if number else Verification.NOT_PRESENT
        return NewPerson(
            name=told.name,
            birth_date=told.birth_date,
            gender=told.gender,
            nhs_number=number,
            verification=status,
            addresses=told.addresses,
            telecoms=told.telecoms,
            practice=told.practice,
        )


def first_phone(held: Identity | None) -> Telecom | None:
    """Return the telephone number that the form shows."""
    return next((one for one in held.telecoms if one.system == PHONE), None) if held else None


def beginning_with(held: Identity) -> dict[str, Any]:
    """Return what the form begins with."""
    name, phone = held.name, first_phone(held)
    home = next((address for address in held.addresses if address.use == "home"), None)
    return {
        "prefix_name": name.prefix if name else "",
        "given": " ".join(name.given) if name else "",
        "family": name.family if name else "",
        "birth_date": held.birth_date,
        "gender": held.gender,
        "lines": "\n".join(home.lines) if home else "",
        "postcode": home.postcode if home else "",
        "phone": phone.value if phone else "",
        "practice": held.practice.code if held.practice else "",
    }


def carried_into(posted: QueryDict) -> NewPersonForm:
    """Return the form begun with what was typed on the page before it."""
    return NewPersonForm.resume({name: posted.getlist(name) for name in posted})
