"""What every form field knows: its component of the design system, its label, its hint and its error text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

Presented = Mapping[str, Any]


class WebField(forms.Field):
    """A form field that knows how it is shown; `present` gives its macro in `web/fields.jinja` what to print."""

    macro: ClassVar[str] = "text"
    empty: ClassVar[object] = ""
    parts: ClassVar[tuple[str, ...]] = ("",)  # what follows the field's name in the names of its inputs
    asks: ClassVar[str] = "Enter"

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = True,
        required_words: str = "",
        heading: bool = False,
        size: str = "s",
        hide_label: bool = False,
        initial: object = None,
        disabled: bool = False,
        error_messages: Mapping[str, str] | None = None,
    ) -> None:
        asked = f"Answer {name_label(label)}" if label.endswith("?") else f"{self.asks} {lower_first(label)}"
        messages = {"required": required_words or asked, **(error_messages or {})}
        super().__init__(
            label=label,
            help_text=hint,
            required=required,
            initial=initial,
            disabled=disabled,
            error_messages=messages,
        )
        self.heading = heading
        self.size = "l" if heading and size == "s" else size
        self.hide_label = hide_label

    def present(self, bound: BoundField) -> Presented:
        """Return what this field's macro prints."""
        return {
            "name": bound.html_name,
            "id": bound.auto_id,
            "label": self.label,
            "hint": self.help_text,
            "heading": self.heading,
            "size": self.size,
            "hide_label": self.hide_label,
            "disabled": self.disabled,
            "errors": shown_errors(bound),
            "value": self.show_value(bound),
        }

    def show_value(self, bound: BoundField) -> Any:
        """Return what stands in the input: what was typed, or the value that the form began with."""
        value = bound.value()
        return "" if value is None else value

    def input_names(self, html_name: str) -> list[str]:
        """Return the names of this field's inputs, as the browser sends them."""
        return [f"{html_name}-{part}" if part else html_name for part in self.parts]

    def first_input_id(self, bound: BoundField) -> str:
        """Return the id that an error in the summary links to."""
        return str(bound.auto_id)


def shown_errors(bound: BoundField) -> list[str]:
    """Return the errors to show at a field: none while somebody is still typing."""
    form = bound.form
    return [str(error) for error in bound.errors] if getattr(form, "shows_errors", True) and form.is_bound else []


def lower_first(label: str) -> str:
    """Lower the first letter of a label that begins a sentence, but not of "NHS number" or "I"."""
    first = label.split(" ", 1)[0].rstrip("?,")
    keeps = first.isupper() or any(letter.isupper() for letter in first[1:])
    return label.rstrip("?") if keeps else (label[:1].lower() + label[1:]).rstrip("?")


def name_label(label: str) -> str:
    """Name a field at the beginning of a sentence: a question stands in quotation marks, or it would read as one."""
    return f"“{label}”" if label.endswith(("?", "…")) else label[:1].upper() + label[1:]
