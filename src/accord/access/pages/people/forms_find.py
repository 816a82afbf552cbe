"""The two ways to find one person."""

from __future__ import annotations

from accord.web.fields import DateField, NhsNumberField, TextField
from accord.web.forms import Form


class NumberForm(Form):
    """By NHS number."""

    nhs_number = NhsNumberField()


class DetailsForm(Form):
    """By family name, date of birth and postcode; a first name tells twins apart."""

    family = TextField("Family name", width=20, spellcheck=False)
    birth_date = DateField("Date of birth", past=True, hint="For example, 27 3 1941")
    postcode = TextField("Postcode", most=12, width=10, hint="Of the person’s home, or where they live now")
    given = TextField(
        "First name", required=False, width=20, spellcheck=False, hint="Only if more than one person is found"
    )
