"""Fields for words: one line, many lines, passwords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

from accord.web.fields.bases import Presented, WebField
from accord.web.hygiene import VISIBLE_MARK, find_hidden, say_place, show_hidden, tidy
from accord.web.words import say_count, say_list

LINE = 200
LONG = 20_000
SHOWN_AT_MOST = 3


def refuse_hidden_characters(text: str) -> None:
    """Refuse control and direction-changing characters, naming what and where they are."""
    found = find_hidden(text)
    if not found:
        return
    said = say_list(say_place(each, text) for each in found[:SHOWN_AT_MOST])
    more = len(found) - SHOWN_AT_MOST
    said += f", and {more} more" if more > 0 else ""
    raise forms.ValidationError(f"This holds {said}. Delete what is shown as {VISIBLE_MARK}.", code="hidden")


def refuse_too_long(text: str, most: int) -> None:
    """Refuse text over the limit, saying by how much; what was typed stays in the field."""
    over = len(text) - most
    if over > 0:
        raise forms.ValidationError(
            f"This text is {say_count(over, 'character')} too long. Use {most:,} characters or fewer.", code="too_long"
        )


class TextField(WebField):
    """One line of words. `width` is the design system's (2, 3, 4, 5, 10, 20, 30 characters; 0 is full width)."""

    one_line = True
    input_type = "text"

    def __init__(
        self,
        label: str,
        *,
        most: int = LINE,
        width: int = 0,
        autocomplete: str = "off",
        inputmode: str = "",
        spellcheck: bool | None = None,
        prefix: str = "",
        suffix: str = "",
        **described: Any,
    ) -> None:
        super().__init__(label, **described)
        self.most = most
        self.shape = {"width": width, "autocomplete": autocomplete, "inputmode": inputmode}
        self.shape |= {"spellcheck": spellcheck, "prefix": prefix, "suffix": suffix}

    def to_python(self, value: Any) -> Any:
        """Tidy what was typed; a line break in one line becomes a space."""
        text = tidy(str(value)) if value is not None else ""
        return " ".join(text.split()) if self.one_line and "\n" in text else text

    def validate(self, value: Any) -> None:
        """Refuse hidden characters and text over the limit."""
        super().validate(value)
        refuse_hidden_characters(str(value))
        refuse_too_long(str(value), self.most)

    def show_value(self, bound: BoundField) -> Any:
        """Show what was typed, with hidden characters made visible."""
        return show_hidden(str(super().show_value(bound)))

    def present(self, bound: BoundField) -> Presented:
        """Add the shape of the input."""
        return {**super().present(bound), **self.shape, "type": self.input_type}


class EmailField(TextField):
    """An email address."""

    input_type = "email"

    def __init__(self, label: str = "Email address", **described: Any) -> None:
        super().__init__(label, **{"most": 254, "spellcheck": False, "autocomplete": "off", **described})

    def validate(self, value: Any) -> None:
        """Refuse what has not the shape of an address."""
        super().validate(value)
        name, _, host = str(value).rpartition("@")
        if value and (not name or "." not in host.strip(".") or " " in value):
            raise forms.ValidationError("Enter an email address like name@example.nhs.uk", code="shape")


class LongTextField(TextField):
    """Many lines of words, with a generous limit that is never enforced by cutting: it counts, and says."""

    macro = "long_text"
    one_line = False

    def __init__(self, label: str, *, most: int = LONG, rows: int = 5, **described: Any) -> None:
        super().__init__(label, most=most, **described)
        self.shape |= {"rows": rows, "most": most}


class PasswordField(WebField):
    """A password: never shown again, kept exactly as typed."""

    macro = "password"
    most = 1000

    def __init__(self, label: str = "Password", *, autocomplete: str = "current-password", **described: Any) -> None:
        super().__init__(label, **described)
        self.autocomplete = autocomplete

    def validate(self, value: Any) -> None:
        """Refuse what no password of ours can be."""
        super().validate(value)
        refuse_too_long(str(value or ""), self.most)

    def show_value(self, bound: BoundField) -> Any:
        """Show nothing."""
        return ""

    def present(self, bound: BoundField) -> Presented:
        """Add what the browser may fill in."""
        return {**super().present(bound), "autocomplete": self.autocomplete}
