"""Two ways to find one person, and never a list of people to browse."""

from __future__ import annotations

from accord.web.fields import DateField, NhsNumberField, TextField
from accord.web.forms import Form


class NumberForm(Form):
    """By NHS number."""

    nhs_number = NhsNumberField()


class DetailsForm(Form):
    """By family name, date of birth and postcode, all exact."""

    family = TextField("Family name", width=20)
    birth_date = DateField("Date of birth", past=True, hint="For example, 27 3 1941")
    postcode = TextField("Postcode", width=10)
    given = TextField("First name", hint="Only needed where two people share the rest", required=False, width=20)
