"""The code of a copy, as somebody reads it off a sheet."""

from __future__ import annotations

from typing import Any

from django import forms

from accord.domain.errors import Refused
from accord.sharing.copies import codes
from accord.web.fields import TextField
from accord.web.forms import Form


class CheckForm(Form):
    """Ask how a copy stands."""

    code = TextField(
        "The code printed under the square code", most=40, width=20, spellcheck=False, hint="For example, 7K3M9-QX2AB"
    )

    def clean_code(self) -> Any:
        """Return the code as it is kept."""
        try:
            return codes.read(self.cleaned_data["code"])
        except Refused as refused:
            raise forms.ValidationError(codes.ACCEPTED) from refused
