"""Fields where something is chosen: radios, checkboxes, yes and no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from accord.web.choices import Choosable, Item, Reveal, make_items, write_value
from accord.web.fields.bases import Presented, WebField


class ChoiceField(WebField):
    """One of several, as radios; gives the value that its item was declared with (an enum's member, say), or None."""

    macro = "radios"
    empty: ClassVar[object] = None
    asks = "Select"
    widget: type[forms.Widget] = forms.RadioSelect

    def __init__(
        self,
        label: str,
        *,
        items: Choosable = (),
        reveals: Sequence[Reveal] = (),
        inline: bool = False,
        small: bool = False,
        **described: Any,
    ) -> None:
        super().__init__(label, **described)
        self.items = make_items(items)
        self.reveals = tuple(reveals)
        self.inline = inline
        self.small = small

    @property
    def meanings(self) -> dict[str, Item]:
        """Return each item by its code."""
        return {item.code: item for item in self.items}

    def clean(self, value: Any) -> Any:
        """Give the value of the chosen item; nothing is ever chosen by default."""
        code = write_value(value)
        if not code:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if code not in self.meanings:
            raise forms.ValidationError("Select one of the answers shown", code="unknown")
        return self.meanings[code].value

    def chosen_codes(self, value: Any) -> set[str]:
        """Return the codes that are chosen, of what was typed or of the value that the form began with."""
        return {write_value(value)} - {""}

    def present(self, bound: BoundField) -> Presented:
        """Add the items, with what each of them reveals."""
        chosen = self.chosen_codes(bound.value())
        return {
            **super().present(bound),
            "inline": self.inline,
            "small": self.small,
            "items": [self._present_item(bound, item, number, chosen) for number, item in enumerate(self.items, 1)],
            "shared": self._present_shared(bound, chosen),
        }

    def _present_item(self, bound: BoundField, item: Item, number: int, chosen: set[str]) -> Presented:
        own = [name for name, codes in self._revealed() if codes == (item.code,)]
        return {
            "id": item_id(bound, number),
            "code": item.code,
            "words": item.words,
            "hint": item.hint,
            "exclusive": item.exclusive,
            "divider": item.divider,
            "checked": item.code in chosen,
            "revealed": self._render(bound, own),
        }

    def _present_shared(self, bound: BoundField, chosen: set[str]) -> list[Presented]:
        """Return what several items reveal: it stands below all the items, so that it seems to be of no single one."""
        numbers = {each.code: number for number, each in enumerate(self.items, 1)}
        groups = dict.fromkeys(codes for _, codes in self._revealed() if len(codes) > 1)
        return [
            {
                "opened_by": " ".join(item_id(bound, numbers[code]) for code in codes),
                "shown": bool(chosen & set(codes)),
                "fields": self._render(bound, [name for name, opening in self._revealed() if opening == codes]),
            }
            for codes in groups
        ]

    def _revealed(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return each field that is revealed, with the codes of all items that reveal it."""
        names = dict.fromkeys(name for reveal in self.reveals for name in reveal.fields)
        return [(name, tuple(item.code for item in self.items if self._reveals(item, name))) for name in names]

    def _reveals(self, item: Item, name: str) -> bool:
        return any(name in reveal.fields and item.code in reveal.when for reveal in self.reveals)

    def _render(self, bound: BoundField, names: Sequence[str]) -> list[str]:
        render = getattr(bound.form, "field", None)
        return [render(name) for name in names] if render else []


def item_id(bound: BoundField, number: int) -> str:
    """Return the id of an item's input: the first has the field's own, so that an error can link to it."""
    return str(bound.auto_id) if number == 1 else f"{bound.auto_id}-{number}"


class SelectField(ChoiceField):
    """One of many, as a drop-down; only where radios would be too many to read (more than about ten)."""

    macro = "select"
    widget = forms.Select


class YesNoField(ChoiceField):
    """Yes, no, or not known. Nothing stands chosen at first, and no answer gives None: absence is not an answer."""

    asks = "Select yes or no:"

    def __init__(
        self,
        label: str,
        *,
        values: Sequence[object] = ("yes", "no", "unknown"),
        words: Sequence[str] = ("Yes", "No", "Not known"),
        **described: Any,
    ) -> None:
        items = [Item(value, said) for value, said in zip(values, words, strict=False)]
        super().__init__(label, **{"items": items, "inline": not described.get("reveals"), **described})


class MultiChoiceField(ChoiceField):
    """Any of several, as checkboxes; an exclusive item ("none of these") stands alone. Gives a list of values."""

    macro = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Give the values of the chosen items, in the order in which they are shown."""
        codes = self.chosen_codes(value)
        if not codes and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if not codes <= set(self.meanings):
            raise forms.ValidationError("Select from the answers shown", code="unknown")
        chosen = [item for item in self.items if item.code in codes]
        alone = [item for item in chosen if item.exclusive]
        if alone and len(chosen) > 1:
            raise forms.ValidationError(f"Select “{alone[0].words}” or the others, not both", code="exclusive")
        return [item.value for item in chosen]

    def chosen_codes(self, value: Any) -> set[str]:
        """Return the codes that are chosen."""
        if value is None or value == "":
            return set()
        given = [value] if isinstance(value, str) else value
        return {write_value(each) for each in given} - {""}


class ConfirmField(MultiChoiceField):
    """One box that must be ticked ("I have checked …"); gives True or False."""

    empty: ClassVar[object] = False

    def __init__(self, label: str, *, words: str, **described: Any) -> None:
        super().__init__(
            label, **{"items": [Item("yes", words)], "required_words": f"Tick “{words}” to go on", **described}
        )

    def clean(self, value: Any) -> Any:
        """Give whether it is ticked."""
        return super().clean(value) == ["yes"]

    def chosen_codes(self, value: Any) -> set[str]:
        """Read True as ticked."""
        return set() if value is False else super().chosen_codes("yes" if value is True else value)
