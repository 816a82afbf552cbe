"""Forms filled by a machine: every question of a page answered with the first thing that is offered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from uuid import UUID

from django.utils import timezone

TYPED = "Words of a test."
USED = ("csrfmiddlewaretoken", "submission")


@dataclass
class Filled:
    """A form of the main part of a page: where it is sent, what is sent, and each field that carries an id."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    carries_id: set[str] = field(default_factory=set)

    def take(self, name: str, value: str, *, is_chosen: bool) -> None:
        """Take a field; of several with one name, the one that is chosen already, else the first."""
        if is_id(value) and name not in USED:
            self.carries_id.add(name)
        if name and (is_chosen or not self.fields.get(name)):
            self.fields[name] = value


class _Reader(HTMLParser):
    def __init__(self, day: date) -> None:
        super().__init__()
        self.forms: list[Filled] = []
        self.form: Filled | None = None
        self.is_main = False
        self.select = self.area = self.text = ""
        self.day = {"-day": str(day.day), "-month": str(day.month), "-year": str(day.year)}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        name = held.get("name", "")
        if tag == "main":
            self.is_main = True
        elif tag == "form" and self.is_main and held.get("method", "").lower() == "post":
            self.form = Filled(held.get("action", ""))
            self.forms.append(self.form)
        elif self.form is not None:
            self._field(self.form, tag, name, held)

    def _field(self, form: Filled, tag: str, name: str, held: dict[str, str]) -> None:
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            form.take(self.select, held.get("value", ""), is_chosen="selected" in held)
        elif tag == "textarea":
            self.area, self.text = name, ""
        elif tag == "button" and name and is_id(held.get("value", "")):
            form.take(name, held["value"], is_chosen=False)
        elif tag == "input" and held.get("type") in ("radio", "checkbox"):
            form.take(name, held.get("value", ""), is_chosen="checked" in held)
        elif tag == "input" and name:
            form.take(name, held.get("value") or self._typed(name, held), is_chosen=True)

    def _typed(self, name: str, held: dict[str, str]) -> str:
        ending = next((ending for ending in self.day if name.endswith(ending)), None)
        if ending:
            return self.day[ending]
        return "" if held.get("type") == "hidden" or name.endswith("-time") else TYPED

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.form is not None and self.area:
            self.form.take(self.area, self.text.strip() or TYPED, is_chosen=True)
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.form = None


def is_id(text: str) -> bool:
    """Return whether a text is an id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def forms_in(html: str, *, ahead: bool = False) -> list[Filled]:
    """Return the forms of a page, filled; dates are of yesterday, or of a month ahead."""
    reader = _Reader(timezone.localdate() + timedelta(days=30 if ahead else -1))
    reader.feed(html)
    return reader.forms
