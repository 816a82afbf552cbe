"""What changed between any two plans, in words.

Two plans differ here exactly when their documents do (`accord.domain.plan.documents.canonical`): what is compared is
what is stored, field by field, and the words come from the same labels as the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from accord.domain.codec import to_json
from accord.domain.plan.documents import Plan
from accord.domain.plan.parts import PartName
from accord.projections.items import line_of, name_of
from accord.projections.labels import LABELS
from accord.projections.words import in_order, say

EMPTY_PART = "Nothing recorded"
NO_ANSWERS = "Looked at, with no answers"
LONGEST_COMPARED = 4000
"""Words; two longer texts are shown whole, one after the other, since comparing them would take seconds."""


class Change(StrEnum):
    """How something differs."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that stayed, was added, or was removed."""

    text: str
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs: where, what it is called, and how it read before and after."""

    part: PartName
    label: str
    before: str
    after: str
    change: Change = Change.CHANGED
    segments: tuple[Segment, ...] = ()


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Return what differs from one plan to the other, in the order of the parts; nothing when they are equal."""
    return tuple(found for part in PartName for found in _of_part(part, before, after))


def _of_part(part: PartName, before: Plan, after: Plan) -> Iterator[Difference]:
    if part is PartName.CONTACTS:
        return
    old, new = getattr(before, part.value), getattr(after, part.value)
    if part is PartName.CONVERSATIONS:
        yield from _of_lists(part, "Conversations", old, new)
    elif old is None or new is None:
        yield from _of_empty_part(part, old, new)
    else:
        yield from _of_fields(part, "", old, new)


def _of_empty_part(part: PartName, old: Any, new: Any) -> Iterator[Difference]:
    """Compare a part that is not filled with one that is, as if with an empty one."""
    if old is None and new is None:
        return
    found = list(_of_fields(part, "", type(new)() if old is None else old, type(old)() if new is None else new))
    if found:
        yield from found
    elif old is None:
        yield Difference(part=part, label=part.words, before=EMPTY_PART, after=NO_ANSWERS, change=Change.ADDED)
    else:
        yield Difference(part=part, label=part.words, before=NO_ANSWERS, after=EMPTY_PART, change=Change.REMOVED)


def _of_fields(part: PartName, prefix: str, old: Any, new: Any) -> Iterator[Difference]:
    labels = LABELS[type(old)]
    for field in fields(old):
        label = labels[field.name]
        yield from _of_values(
            part, f"{prefix}: {label}" if prefix else label, getattr(old, field.name), getattr(new, field.name)
        )


def _of_values(part: PartName, label: str, old: Any, new: Any) -> Iterator[Difference]:
    if old is new or to_json(old) == to_json(new):
        return
    if isinstance(old, tuple) and isinstance(new, tuple):
        yield from _of_lists(part, label, old, new)
    elif isinstance(old, frozenset) and isinstance(new, frozenset):
        yield from _listed(part, label, [i.words for i in in_order(old - new)], [i.words for i in in_order(new - old)])
    elif type(old) is type(new) and type(old) in LABELS and is_dataclass(old):
        yield from _of_fields(part, label, old, new)
    else:
        yield _changed(part, label, old, new)


def _changed(part: PartName, label: str, old: Any, new: Any) -> Difference:
    segments = compare_words(old, new) if type(old) is str and type(new) is str and old and new else ()
    return Difference(part=part, label=label, before=say(old), after=say(new), segments=segments)


def _listed(part: PartName, label: str, gone: list[str], come: list[str]) -> Iterator[Difference]:
    """Give what left a list and what came into it as one difference, a line for each thing."""
    if gone or come:
        change = Change.CHANGED if gone and come else Change.REMOVED if gone else Change.ADDED
        yield Difference(part=part, label=label, before="\n".join(gone), after="\n".join(come), change=change)


def _of_lists(part: PartName, label: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Difference]:
    """Compare two lists: things of one name are compared with each other, the rest were removed or added."""
    gone, come = _without_common(old, new)
    if not gone and not come:
        if to_json(old) != to_json(new):
            yield Difference(part=part, label=f"{label}: order", before=_named(old), after=_named(new))
        return
    was, now = {name_of(item): item for item in gone}, {name_of(item): item for item in come}
    paired = set(was) & set(now) if len(was) == len(gone) and len(now) == len(come) else set()
    for item in gone:
        name = name_of(item)
        if name in paired:
            yield from _of_pair(part, f"{label}: {name}", item, now[name])
    left = [line_of(item) for item in gone if name_of(item) not in paired]
    yield from _listed(part, label, left, [line_of(item) for item in come if name_of(item) not in paired])


def _of_pair(part: PartName, label: str, old: Any, new: Any) -> Iterator[Difference]:
    return _of_fields(part, label, old, new) if is_dataclass(old) else iter((_changed(part, label, old, new),))


def _without_common(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[list[Any], list[Any]]:
    """Return what only the first list holds, and what only the second does; a thing held twice counts twice."""
    unmatched = [to_json(item) for item in new]
    left = list(new)
    gone = []
    for item in old:
        stored = to_json(item)
        if stored in unmatched:
            place = unmatched.index(stored)
            del unmatched[place], left[place]
        else:
            gone.append(item)
    return gone, left


def _named(items: tuple[Any, ...]) -> str:
    return "; ".join(name_of(item) for item in items)


def compare_words(old: str, new: str) -> tuple[Segment, ...]:
    """Return two texts as runs of words that stayed, went and came, in reading order."""
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > LONGEST_COMPARED:
        return (Segment(old, Change.REMOVED), Segment(new, Change.ADDED))
    found: list[Segment] = []
    for step, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if step == "equal":
            found.append(Segment(" ".join(before[a:b])))
            continue
        found += [Segment(" ".join(before[a:b]), Change.REMOVED)] if b > a else []
        found += [Segment(" ".join(after[c:d]), Change.ADDED)] if d > c else []
    return tuple(found)


__all__ = ["Change", "Difference", "Segment", "compare_words", "differences"]
