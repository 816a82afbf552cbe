"""What can be chosen in a field, and what a choice opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


def write_value(value: object) -> str:
    """Write a value as the form carries it: an enum by its value, a boolean as yes or no."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be chosen: what it means, its words, a hint, and whether it excludes the others."""

    value: object
    words: str
    hint: str = ""
    exclusive: bool = False
    divider: str = ""  # the word ("or") shown above this item

    @property
    def code(self) -> str:
        """The value as the form carries it."""
        return write_value(self.value)


@dataclass(frozen=True, slots=True, init=False)
class Reveal:
    """Fields that are asked only when one of these values is chosen; declared once, on the field that is chosen."""

    when: tuple[str, ...]
    fields: tuple[str, ...]

    def __init__(self, when: object, fields: Sequence[str]) -> None:
        values = when if isinstance(when, (list, tuple, set, frozenset)) else [when]
        object.__setattr__(self, "when", tuple(write_value(value) for value in values))
        object.__setattr__(self, "fields", tuple(fields))


Choosable = Sequence[Item | tuple[object, str] | tuple[object, str, str]]


def make_items(given: Choosable) -> tuple[Item, ...]:
    """Make items of pairs (value, words) or triples (value, words, hint); items stay as they are."""
    return tuple(item if isinstance(item, Item) else Item(*item) for item in given)
