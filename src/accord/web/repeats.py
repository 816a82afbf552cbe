"""Repeating groups ("add another contact") that work without JavaScript.

The buttons post to the same page: `repeat=contacts:add`, `repeat=contacts:remove:1`. The view asks `was_pressed`
first, and if so shows the page again (what was typed stays) or keeps the draft:

    contacts = Repeats.read(ContactForm, "contacts", request.POST, one="contact")
    if not contacts.was_pressed and form.is_valid() and contacts.is_valid(): ...
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django.http import QueryDict
from markupsafe import Markup

from accord.web.forms import Form, Typed
from accord.web.numerals import read_whole
from accord.web.templates import render_macro

BUTTON = "repeat"
MOST = 50


class Repeats:
    """Several forms of one kind, numbered from 0, under one prefix."""

    def __init__(self, kind: type[Form], prefix: str, forms: Sequence[Form], *, one: str, most: int = MOST) -> None:
        self.kind = kind
        self.prefix = prefix
        self.forms = list(forms)
        self.one = one
        self.most = most
        self.was_pressed = False

    # Making

    @classmethod
    def begin(
        cls,
        kind: type[Form],
        prefix: str,
        initial: Sequence[Mapping[str, Any]] = (),
        *,
        one: str,
        blank: int = 1,
        most: int = MOST,
    ) -> Self:
        """Begin with values that are known, or with `blank` empty forms where there are none."""
        given: Sequence[Mapping[str, Any]] = initial or [{}] * blank
        made = [kind(initial=dict(values), prefix=f"{prefix}-{number}") for number, values in enumerate(given)]
        return cls(kind, prefix, made, one=one, most=most)

    @classmethod
    def read(cls, kind: type[Form], prefix: str, data: QueryDict, *, one: str, most: int = MOST) -> Self:
        """Read what was posted, and do what its add or remove button asks."""
        count = data.get(f"{prefix}-count", "0")
        number = min(read_whole(count), most)
        typed = [kind(data, prefix=f"{prefix}-{index}").typed() for index in range(number)]
        pressed = _read_press(prefix, data.get(BUTTON, ""))
        if pressed is None:
            return cls(kind, prefix, [kind(data, prefix=f"{prefix}-{at}") for at in range(number)], one=one, most=most)
        return cls.resume(kind, prefix, _change(typed, pressed, most), one=one, most=most, pressed=True)

    @classmethod
    def resume(
        cls, kind: type[Form], prefix: str, typed: Sequence[Typed], *, one: str, most: int = MOST, pressed: bool = False
    ) -> Self:
        """Make the forms again from what was typed, without saying yet what is wrong."""
        made = [
            kind.resume(each, prefix=f"{prefix}-{at}") if each else kind(prefix=f"{prefix}-{at}")
            for at, each in enumerate(typed)
        ]
        repeats = cls(kind, prefix, made, one=one, most=most)
        repeats.was_pressed = pressed
        return repeats

    # Reading

    def filled(self) -> list[Form]:
        """Return the forms in which something was typed; an empty one is nobody's mistake."""
        return [form for form in self.forms if any(any(map(str.strip, values)) for values in form.typed().values())]

    def is_valid(self) -> bool:
        """Say whether every filled form is sound (all are checked, so that each shows its errors)."""
        for form in set(self.forms) - set(self.filled()):
            form.shows_errors = False
        checked = [form.is_valid() for form in self.filled()]
        return all(checked)

    def values(self) -> list[dict[str, Any]]:
        """Return what each filled form holds."""
        return [form.cleaned_data for form in self.filled()]

    def typed(self) -> list[Typed]:
        """Return what stands in each form, as typed."""
        return [form.typed() for form in self.forms]

    def summary_lines(self) -> list[tuple[str, str]]:
        """Return the errors of every form, each with the address of its field."""
        return [line for form in self.filled() for line in form.summary_lines()]

    # Showing

    def all(self) -> Markup:
        """Render every form in its own group, with the buttons to remove one and to add another."""
        return render_macro("web/repeats.jinja", "repeats", self)

    def title(self, number: int) -> str:
        """Say which one of them a group is ("Contact 2")."""
        return f"{self.one[:1].upper()}{self.one[1:]} {number}"


def _read_press(prefix: str, button: str) -> tuple[str, int] | None:
    """Read which button of this group was pressed; None where it was another's or none."""
    name, _, asked = button.partition(":")
    verb, _, at = asked.partition(":")
    if name != prefix or verb not in ("add", "remove"):
        return None
    return verb, read_whole(at, -1)


def _change(typed: list[Typed], pressed: tuple[str, int], most: int) -> list[Typed]:
    verb, at = pressed
    if verb == "add":
        return [*typed, {}][:most]
    return [each for number, each in enumerate(typed) if number != at] or [{}]
