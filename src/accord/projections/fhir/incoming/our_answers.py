"""Answers to our own form, read back into the parts of a plan: what another copy of this software signed."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import Enum
from typing import Any

from accord.domain.json_documents import Unplaced, as_text
from accord.domain.plan.documents import PART_TYPES
from accord.domain.plan.keeping import Signature
from accord.domain.plan.parts import PartName
from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.elements import NO_PLACE
from accord.projections.fhir.plan_fields import BLANK, SIGNATURE, Question, questions
from accord.projections.fhir.questionnaires import URL

_KINDS: Mapping[str, type] = {**{part.value: kind for part, kind in PART_TYPES.items()}, SIGNATURE: Signature}


@dataclass(slots=True)
class OurAnswers:
    """The parts that were read, those that are the person's own records among them, and what found no place."""

    parts: dict[str, Any] = field(default_factory=dict)
    signature: dict[str, Any] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)


def is_ours(response: Made) -> bool:
    """Return whether a form is ours, of whichever version."""
    return str(response.get("questionnaire", "")).partition("|")[0] == URL


def read_ours(response: Made) -> OurAnswers:
    """Return what answers to our form say."""
    read = OurAnswers()
    held = _values(questions(), response.get("item", ()), read)
    read.signature = held.pop(SIGNATURE, {})
    read.parts = {name: _completed(_KINDS[name], value) for name, value in held.items() if name in _KINDS}
    return read


def own_records(response: Made) -> Iterator[str]:
    """Yield the titles of the answered parts that are the person's own records, and no part of a draft."""
    for part in (PartName.LEGAL, PartName.CONVERSATIONS):
        if any(each.get("linkId") == part.value for each in response.get("item", ())):
            yield part.words


def _values(asked: Iterable[Question], items: Iterable[Made], read: OurAnswers) -> dict[str, Any]:
    known = {each.name: each for each in asked}
    held: dict[str, Any] = {}
    for item in items:
        question = known.get(str(item.get("linkId")))
        if question is None:
            value = as_text(item.get("answer") or item.get("item") or "")
            read.unplaced.append(Unplaced(path=str(item.get("text") or item.get("linkId")), value=value, why=NO_PLACE))
            continue
        if question.type == "group":
            values = [_values(question.parts, item.get("item", ()), read)]
        else:
            values = [_plain(question, each) for each in item.get("answer", ())]
        if question.is_repeated:
            held.setdefault(question.key, []).extend(values)
        elif values:
            held[question.key] = values[0]
    return held


def _plain(question: Question, answer: Made) -> Any:
    if question.type == "choice":
        return str(answer.get("valueCoding", {}).get("code", "")).removeprefix(f"{question.name}.")
    return next((value for name, value in answer.items() if name.startswith("value")), None)


def _completed(kind: Any, held: Any) -> Any:
    """Return a value with the answers that a form leaves out, since they say that nobody has answered."""
    inside = _inside(kind)
    if isinstance(held, list):
        return [_completed(inside, each) for each in held]
    if not is_dataclass(inside) or not isinstance(held, dict):
        return held
    hints = typing.get_type_hints(inside)
    whole = {name: _completed(hints[name], value) for name, value in held.items()}
    for each in fields(inside):
        is_needed = each.default is MISSING and each.default_factory is MISSING
        if is_needed and each.name not in whole:
            whole[each.name] = _nothing(hints[each.name])
    return whole


def _nothing(hint: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next((each.value for each in hint if each.value in BLANK), "")
    return "" if hint is str else [] if typing.get_origin(hint) in (tuple, frozenset) else None


def _inside(hint: Any) -> Any:
    """Return what a field holds: the type within a list, or beside None."""
    inner = [each for each in typing.get_args(hint) if each not in (type(None), Ellipsis)]
    return _inside(inner[0]) if inner else hint
