"""Fields for numbers, NHS numbers and telephone numbers."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.forms import BoundField

from accord.domain import nhs_numbers
from accord.domain.errors import Refused
from accord.web.fields.texts import TextField

_PHONE = re.compile(r"\+?[0-9 ()\-/.]+( ?(x|ext|extension)\.? ?[0-9]+)?", re.IGNORECASE)
_FEWEST_PHONE_DIGITS = 3  # 999 and 111 are telephone numbers
_MOST_PHONE_DIGITS = 20


class WholeNumberField(TextField):
    """A whole number, typed; never a number input, which changes under a scroll wheel."""

    empty = None

    def __init__(
        self, label: str, *, least: int | None = None, greatest: int | None = None, width: int = 3, **described: Any
    ) -> None:
        super().__init__(label, **{"most": 20, "width": width, "inputmode": "numeric", **described})
        self.least = least
        self.greatest = greatest

    def clean(self, value: Any) -> Any:
        """Give the number, or None where nothing was typed."""
        text = super().clean(value)
        if text == "":
            return None
        digits = text.replace(",", "").replace(" ", "").replace("\N{MINUS SIGN}", "-")
        if not re.fullmatch(r"-?[0-9]+", digits):
            raise forms.ValidationError(f"{self.label} must be a whole number, like {self.least or 12}", code="shape")
        return self._refuse_beyond(int(digits))

    def _refuse_beyond(self, number: int) -> int:
        if self.least is not None and number < self.least:
            raise forms.ValidationError(f"{self.label} must be {self.least:,} or more", code="least")
        if self.greatest is not None and number > self.greatest:
            raise forms.ValidationError(f"{self.label} must be {self.greatest:,} or fewer", code="greatest")
        return number


class NhsNumberField(TextField):
    """An NHS number: ten digits with a right check digit (Modulus 11), typed with or without spaces."""

    def __init__(self, label: str = "NHS number", **described: Any) -> None:
        hint = "A 10 digit number, like 999 123 4560"
        super().__init__(label, **{"hint": hint, "most": 40, "width": 10, "inputmode": "numeric", **described})

    def clean(self, value: Any) -> Any:
        """Give the ten digits without spaces. Whether a test number is taken here is for the person index to say."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return nhs_numbers.parse(typed, nhs_numbers.Acceptance.CORPUS).digits
        except Refused as refused:
            wrong = refused.errors[0]
            raise forms.ValidationError(f"NHS number {wrong.wrong} {wrong.accepted}", code="number") from refused

    def show_value(self, bound: BoundField) -> Any:
        """Show a number that the form began with in its groups, and a typed one as it was typed."""
        shown = super().show_value(bound)
        return shown if bound.form.is_bound else nhs_numbers.shown(shown)


class PhoneField(TextField):
    """A telephone number, kept as typed: extensions, spaces and other countries are all right."""

    input_type = "tel"

    def __init__(self, label: str = "Telephone number", **described: Any) -> None:
        super().__init__(label, **{"most": 60, "width": 20, **described})

    def validate(self, value: Any) -> None:
        """Refuse what cannot be dialled."""
        super().validate(value)
        digits = sum(char.isdigit() for char in str(value))
        if value and not (_PHONE.fullmatch(value) and _FEWEST_PHONE_DIGITS <= digits <= _MOST_PHONE_DIGITS):
            raise forms.ValidationError(
                "Enter a telephone number, like 01632 960 001 or 07700 900 982 ext 3", code="shape"
            )
