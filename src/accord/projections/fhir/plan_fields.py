"""The fields of a plan as questions: read from the dataclasses and labels that forms and pages are made from."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Union
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.moments import Moment
from accord.domain.plan.documents import PART_TYPES, Legal
from accord.domain.plan.keeping import Signature
from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import Conversation
from accord.projections.labels import LABELS

_TYPES: dict[Any, str] = {
    str: "text",
    int: "integer",
    bool: "boolean",
    date: "date",
    datetime: "dateTime",
    Moment: "dateTime",
    UUID: "string",
}
SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field, or a group of them. `name`: the path of the field, which is the linkId.

    `choices`: the values of its closed list, each with its words. "Not recorded" is no answer, and is none of them.
    """

    name: str
    key: str
    text: str
    type: str
    is_repeated: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Question, ...] = ()


@cache
def questions() -> tuple[Question, ...]:
    """Return every part of a plan, and its signature, as groups of questions, in the order in which people talk."""
    held = {**PART_TYPES, PartName.CONVERSATIONS: Conversation, PartName.LEGAL: Legal}
    parts = [
        Question(
            name=part.value,
            key=part.value,
            text=part.words,
            type="group",
            is_repeated=part is PartName.CONVERSATIONS,
            parts=_fields(held[part], part.value),
        )
        for part in PartName
        if part in held
    ]
    signature = Question(
        name=SIGNATURE, key=SIGNATURE, text="Signature", type="group", parts=_fields(Signature, SIGNATURE)
    )
    return (*parts, signature)


def _fields(kind: type, path: str) -> tuple[Question, ...]:
    hints = typing.get_type_hints(kind)
    labels = LABELS.get(kind, {})
    return tuple(
        _question(f"{path}.{each.name}", each.name, labels.get(each.name, _plainly(each.name)), hints[each.name])
        for each in fields(typing.cast(Any, kind))
    )


def _question(name: str, key: str, text: str, hint: Any) -> Question:
    held, is_repeated = _inside(hint)
    if held in _TYPES:
        return Question(name=name, key=key, text=text, type=_TYPES[held], is_repeated=is_repeated)
    if is_dataclass(held):
        parts = _fields(typing.cast(type, held), name)
        return Question(name=name, key=key, text=text, type="group", is_repeated=is_repeated, parts=parts)
    return Question(name=name, key=key, text=text, type="choice", is_repeated=is_repeated, choices=_choices(held))


def _inside(hint: Any) -> tuple[Any, bool]:
    """Return what a field holds, and whether there may be several of it."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return _inside(next(part for part in inner if part is not type(None)))
    if origin in (tuple, frozenset):
        return inner[0], True
    return hint, False


def _plainly(field: str) -> str:
    words = field.replace("_", " ")
    return words[0].upper() + words[1:]


def _choices(kind: Any) -> dict[str, str]:
    return {
        member.value: member.words if isinstance(member, Choice) else _plainly(str(member.value))
        for member in kind
        if member.value not in BLANK
    }


BLANK = frozenset({"unknown", "not_recorded", "not_known"})
"""Values that say that nobody has recorded an answer (docs/reference/plan-document.md)."""
