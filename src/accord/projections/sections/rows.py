"""What a page, a printout or a summary shows of one part: its title and its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import Ability
from accord.projections.items import line_of
from accord.projections.labels import LABELS
from accord.projections.words import is_unanswered, join_sentences, say

NOTHING_RECORDED = "Nothing has been recorded in this part."
LONGEST_LINE = 120
NO_ABILITY = Ability()


class RowKind(StrEnum):
    """How a row is laid out."""

    LINE = "line"
    WORDS = "words"
    LIST = "list"
    ENTRY = "entry"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One labelled thing: a line, somebody's own words, a list of `items`, an entry with items under it, or a note."""

    label: str
    text: str
    kind: RowKind = RowKind.LINE
    items: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a plan in words."""

    part: PartName
    title: str
    rows: tuple[Row, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been recorded in this part."""
        return not self.rows

    @property
    def empty_words(self) -> str:
        """What to say where there are no rows: absence is not an answer."""
        return NOTHING_RECORDED if self.is_empty else ""


def row_of(label: str, value: Any, field: str = "") -> Row:
    """Return the row of any value of a plan."""
    if isinstance(value, Ability):
        return Row(label=label, text=join_sentences(say(value.able), value.evidence), field=field)
    if isinstance(value, tuple):
        return list_row(label, [line_of(item) for item in value], field)
    if isinstance(value, frozenset) and len(value) > 1:
        return list_row(label, say(value).split("; "), field)
    text = say(value)
    own_words = type(value) is str and ("\n" in value or len(value) > LONGEST_LINE)
    return Row(label=label, text=text, kind=RowKind.WORDS if own_words else RowKind.LINE, field=field)


def list_row(label: str, items: list[str], field: str = "") -> Row:
    """Return a row that lists things; its text is the list on one line."""
    return Row(label=label, text="; ".join(items), kind=RowKind.LIST, items=tuple(items), field=field)


def rows_of(part: Any, *, always: Collection[str] = (), leave_out: Collection[str] = ()) -> Iterator[Row]:
    """Give the rows of a part in the order of its labels.

    A field that nobody answered is left out, unless its absence matters (`always`): then it reads "Not recorded".
    """
    for field, label in LABELS[type(part)].items():
        value = getattr(part, field)
        if field in leave_out or (field not in always and _says_nothing(value)):
            continue
        yield row_of(label, value, field)


def item_lines(thing: Any, *, leave_out: Collection[str] = ()) -> tuple[str, ...]:
    """Return what a thing records as lines "label: text", for an entry."""
    return tuple(f"{row.label}: {row.text}" for row in rows_of(thing, leave_out=leave_out))


def _says_nothing(value: Any) -> bool:
    return value is False or is_unanswered(value) or (isinstance(value, Ability) and value == NO_ABILITY)
