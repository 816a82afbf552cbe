"""Choosing two versions to compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accord.web.choices import Item, make_items
from accord.web.fields import SelectField
from accord.web.forms import Form

SIDES = ("first", "second")


class CompareForm(Form):
    """Any two versions of one person's plans."""

    first = SelectField("Compare", required_words="Select a version to compare")
    second = SelectField("With", required_words="Select a version to compare it with")

    def __init__(self, *args: Any, versions: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = make_items([Item(str(version_id), words) for version_id, words in versions])
        for side in SIDES:
            field = self.fields[side]
            assert isinstance(field, SelectField)  # declared above
            field.items = items

    def clean(self) -> dict[str, Any] | None:
        """Ask for two versions, not one twice."""
        chosen = [self.cleaned_data.get(side) for side in SIDES]
        if chosen[0] is not None and chosen[0] == chosen[1]:
            self.add_error("second", "Select another version than the first")
        return super().clean()
