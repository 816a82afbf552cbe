"""A form that renders itself with the design system, and takes what the domain refuses back to its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self

from django import forms
from django.utils.datastructures import MultiValueDict
from markupsafe import Markup

from accord.domain.errors import FieldError, Refused
from accord.web.choices import Reveal
from accord.web.fields.bases import WebField, lower_first, name_label
from accord.web.fields.chosen import ChoiceField
from accord.web.templates import render_macro

Typed = dict[str, list[str]]
BARE = frozenset({"is empty.", "is missing."})
"""Of these the advice that follows says all."""


def say_error(error: FieldError, label: str = "") -> str:
    """Say an error in whole sentences. The domain says what is wrong with a field; at the field its label says which.

    "is in the future." becomes "Date of death is in the future."; "is empty. Say why." becomes "Say why."
    """
    if error.accepted and error.wrong in BARE:
        return error.accepted
    wrong = error.wrong
    if label and wrong[:1].islower():
        wrong = f"{name_label(label)} {wrong}"
    return f"{wrong} {error.accepted}".strip()


class Form(forms.Form):
    """Base of every form: `field`, `all` and `error_summary` print it; `typed` and `resume` keep it as it stands."""

    use_required_attribute = False
    shows_errors = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The design system's error summary links to `#name`, so an input's id is its name.
        super().__init__(*args, **{"auto_id": "%s", **kwargs})

    # Showing

    def field(self, name: str, **shown: Any) -> Markup:
        """Render one field with its label, hint, error and what it reveals."""
        bound = self[name]
        field = bound.field
        assert isinstance(field, WebField), f"{name} is not a field of accord.web.fields"
        return render_macro("web/fields.jinja", "render", field.macro, {**field.present(bound), **shown})

    def all(self, *names: str) -> Markup:
        """Render the fields in order (those named, or all); a revealed field stands under what reveals it."""
        revealed = {name for _, reveal in self.reveals() for name in reveal.fields}
        wanted = names or tuple(name for name in self.fields if name not in revealed)
        return Markup("\n").join(self.field(name) for name in wanted)

    def error_summary(self) -> Markup:
        """Render the summary of what is wrong, each line a link to its field; nothing where nothing is wrong."""
        return render_macro("web/fields.jinja", "error_summary", self.summary_lines())

    def summary_lines(self) -> list[tuple[str, str]]:
        """Return each error with the address of its field, in the order of the fields."""
        if not (self.is_bound and self.shows_errors):
            return []
        lines = [(str(error), "") for error in self.non_field_errors()]
        for name in (name for name in self.fields if name in self.errors):
            field = self.fields[name]
            target = field.first_input_id(self[name]) if isinstance(field, WebField) else self[name].auto_id
            lines += [(str(error), f"#{target}") for error in self.errors[name]]
        return lines

    # What the domain refused

    def add_refused(self, refused: Refused, names: Mapping[str, str] | None = None) -> None:
        """Show what the domain refused at the field that it names (`names` maps other names to this form's)."""
        for error in refused.errors:
            last = error.field.rsplit(".", 1)[-1]
            known = ((names or {}).get(error.field), error.field, last)
            field = next((name for name in known if name in self.fields), None)
            if field:
                self.add_error(field, say_error(error, str(self.fields[field].label or "")))
            else:
                self.add_error(None, str(error) if error.field else say_error(error))

    # Keeping what was typed

    def typed(self) -> Typed:
        """Return what stands in this form's inputs, as typed, sound or not, under names without the prefix."""
        kept: Typed = {}
        for name, field in self.fields.items():
            inputs = field.input_names(name) if isinstance(field, WebField) else [name]
            for plain in inputs:
                values = self._values_of(self.add_prefix(plain))
                if values:
                    kept[plain] = values
        return kept

    def _values_of(self, html_name: str) -> list[str]:
        if isinstance(self.data, MultiValueDict):
            return [str(value) for value in self.data.getlist(html_name)]
        return [str(self.data[html_name])] if html_name in self.data else []

    @classmethod
    def resume(cls, typed: Mapping[str, list[str]], **kwargs: Any) -> Self:
        """Make the form again from what was typed, without saying yet what is wrong with it."""
        prefix = kwargs.get("prefix")
        form = cls(
            MultiValueDict({f"{prefix}-{name}" if prefix else name: values for name, values in typed.items()}), **kwargs
        )
        form.shows_errors = False
        return form

    # Reveals

    def reveals(self) -> Iterator[tuple[str, Reveal]]:
        """Yield each reveal with the name of the field that it hangs on."""
        for name, field in self.fields.items():
            for reveal in getattr(field, "reveals", ()):
                yield name, reveal

    def _post_clean(self) -> None:
        """Leave out what is not asked: a field whose revealing answer was not chosen is empty and never wrong."""
        shut = {name for _, reveal in self.reveals() for name in reveal.fields}
        for parent, reveal in self.reveals():
            if parent not in shut and self._chosen(parent) & set(reveal.when):
                shut -= set(reveal.fields)
        for parent, reveal in self.reveals():
            if parent not in shut and not self._chosen(parent):
                self._refuse_unanswered(parent, reveal)
        for name in shut:
            self.errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.fields[name], "empty", None)

    def _chosen(self, name: str) -> set[str]:
        field = self.fields[name]
        return field.chosen_codes(self[name].data) if isinstance(field, ChoiceField) else set()

    def _refuse_unanswered(self, parent: str, reveal: Reveal) -> None:
        """Ask for the answer above a field that was filled (it can be, without JavaScript): nothing typed is lost."""
        filled = [name for name in reveal.fields if self[name].data not in (None, "", []) and self._holds_text(name)]
        if filled and parent not in self.errors:
            said = lower_first(str(self.fields[filled[0]].label))
            self.add_error(parent, f"Select an answer: “{said}” is filled in below it")

    def _holds_text(self, name: str) -> bool:
        data = self[name].data
        return any(data.values()) if isinstance(data, Mapping) else bool(str(data).strip())
