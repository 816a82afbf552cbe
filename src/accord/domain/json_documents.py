"""Reading a JSON document of somebody else's: every value by its path, everything wrong named, nothing dropped.

`Fields` is one object of the document. Each field that is read is remembered; what nobody read is given back by
`unplaced`, so that a reader can prove that it lost nothing. What is of the wrong type is gathered by its path in one
list, and `refuse_if_wrong` raises them all together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from accord.domain.errors import FieldError, Refused
from accord.domain.text_hygiene import clean

T = TypeVar("T")
SIZE_LIMIT = 5_000_000
"""Characters that a document may hold; a plan or a patient is a few thousand."""
TEXT_LIMIT = 100_000
SHOWN = 300
DEEPEST = 64
"""Objects and lists inside each other; a plan or a patient has fewer than twenty."""
TOO_DEEP = "is nested too deeply to be read."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A value that found no place: where it stood, what it was, and why it was not placed."""

    path: str
    value: str
    why: str


def parse_json(text: str | bytes, name: str = "document") -> object:
    """Return the JSON value in `text`. Raises Refused saying what is wrong and where."""
    decoded = _decoded(text, name)
    if len(decoded) > SIZE_LIMIT:
        raise Refused.one(name, f"holds {len(decoded):,} characters.", f"Up to {SIZE_LIMIT:,} are accepted.")
    try:
        value: object = json.loads(decoded, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        wrong = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        raise Refused.one(name, wrong, "Give the whole file as it was sent.") from None
    except RecursionError:
        raise Refused.one(name, TOO_DEEP, "Give the file as it was sent.") from None
    except ValueError as error:
        raise Refused.one(name, f"is not JSON that can be read: {error}.", "Give the file as it was sent.") from None
    if _is_deeper_than(DEEPEST, value):
        raise Refused.one(name, TOO_DEEP, f"Up to {DEEPEST} objects or lists inside each other are accepted.")
    return value


def _is_deeper_than(depth: int, value: object) -> bool:
    """Return whether objects and lists stand deeper inside each other; looked at level by level, without recursion."""
    level = [value]
    for _ in range(depth + 1):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _decoded(text: str | bytes, name: str) -> str:
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused.one(name, f"is not UTF-8 text (byte {error.start}).", "Save it as UTF-8.") from None


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice[:80]!r} stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def as_text(value: object) -> str:
    """Return a JSON value as the short text in which it is shown."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@dataclass(slots=True)
class Fields:
    """One JSON object being read, its path in the document, and the list of what is wrong in the whole document."""

    values: Mapping[str, object]
    path: str
    wrong: list[FieldError] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _children: list[Fields] = field(default_factory=list)
    _reasons: dict[str, str] = field(default_factory=dict)
    _aside: str = ""

    @classmethod
    def root(cls, value: object, name: str) -> Fields:
        """Return the fields of a whole document. Raises Refused when it is not an object."""
        if not isinstance(value, dict):
            raise Refused.one(name, f"is {_kind(value)}, not an object.", "Give a JSON object: { … }.")
        return cls(value, "")

    def __contains__(self, name: str) -> bool:
        """Whether the object holds the field, and it is not null."""
        return self.values.get(name) is not None

    def at(self, name: str) -> str:
        """Return the path of a field of this object."""
        return f"{self.path}.{name}" if self.path else name

    def complain(self, name: str, wrong: str, accepted: str = "") -> None:
        """Say that a field could not be taken."""
        self.wrong.append(FieldError(field=self.at(name), wrong=wrong, accepted=accepted))

    def ignore(self, *names: str) -> None:
        """Take fields that mean nothing to a reader (element ids, narrative, coding versions)."""
        self._taken.update(names)

    def leave(self, name: str, why: str) -> None:
        """Give a field back, so that it is named among what was not placed, with the reason."""
        self._taken.discard(name)
        self._reasons[name] = why

    def set_aside(self, why: str) -> None:
        """Place nothing of this object: the whole of it is named among what was not placed."""
        self._aside = why

    def raw(self, name: str) -> object:
        """Take a field as it is."""
        self._taken.add(name)
        return self.values.get(name)

    def text(self, name: str, *, required: bool = False, limit: int = TEXT_LIMIT) -> str:
        """Take a text; empty when it is absent. Its characters are checked as typed text would be."""
        value = self.raw(name)
        if value is None:
            if required:
                self.complain(name, "is missing.")
            return ""
        if not isinstance(value, str):
            self.complain(name, f"is {_kind(value)}.", "Give text.")
            return ""
        if required and not value:
            self.complain(name, "is empty.")
        try:
            return clean(value, self.at(name), limit=limit)
        except Refused as refused:
            self.wrong.extend(refused.errors)
            return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Take a list of texts."""
        items = self._list(name)
        holder = Fields({str(i): item for i, item in enumerate(items)}, self.at(name), self.wrong)
        return tuple(holder.text(str(index)) for index in range(len(items)))

    def flag(self, name: str) -> bool | None:
        """Take true or false; None when it is absent."""
        return self._of(name, bool, "Use true or false.")

    def whole(self, name: str) -> int | None:
        """Take a whole number; None when it is absent."""
        return self._of(name, int, "Give a whole number.")

    def number(self, name: str) -> float | None:
        """Take a number, whole or not; None when it is absent."""
        value = self.raw(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if value is not None:
            self.complain(name, f"is {_kind(value)}.", "Give a number.")
        return None

    def day(self, name: str) -> date | None:
        """Take a date written 2026-11-21; None when it is absent."""
        return self._parsed(name, date.fromisoformat, "Use a date that exists, such as 2026-11-21.")

    def time(self, name: str) -> datetime | None:
        """Take a date and time with its offset; None when it is absent."""
        return self._parsed(name, _instant, "Use a date and time with its offset, such as 2026-11-21T03:00:00Z.")

    def child(self, name: str) -> Fields:
        """Take an object; one without fields when it is absent."""
        value = self.raw(name)
        if value is not None and not isinstance(value, dict):
            self.complain(name, f"is {_kind(value)}.", "Give an object: { … }.")
        return self._adopt(value if isinstance(value, dict) else {}, self.at(name))

    def children(self, name: str) -> tuple[Fields, ...]:
        """Take a list of objects."""
        return tuple(self._each(name))

    def _each(self, name: str) -> Iterator[Fields]:
        for index, item in enumerate(self._list(name)):
            if isinstance(item, dict):
                yield self._adopt(item, f"{self.at(name)}[{index}]")
            else:
                self.complain(f"{name}[{index}]", f"is {_kind(item)}.", "Give an object: { … }.")

    def unplaced(self, why: str = "This software has no place for it.") -> tuple[Unplaced, ...]:
        """Return what nobody has taken, here and in every object taken from here."""
        if self._aside:
            return (Unplaced(path=self.path, value=as_text(self.values), why=self._aside),)
        here = [
            Unplaced(path=self.at(name), value=as_text(value), why=self._reasons.get(name, why))
            for name, value in self.values.items()
            if name not in self._taken and value is not None
        ]
        return (*here, *(each for child in self._children for each in child.unplaced(why)))

    def refuse_if_wrong(self) -> None:
        """Raise Refused with everything that was wrong in the document, if anything was."""
        if self.wrong:
            raise Refused(self.wrong)

    def _adopt(self, values: Mapping[str, object], path: str) -> Fields:
        child = Fields(values, path, self.wrong)
        self._children.append(child)
        return child

    def _list(self, name: str) -> list[Any]:
        value = self.raw(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.complain(name, f"is {_kind(value)}.", "Give a list: [ … ].")
            return []
        return value

    def _of(self, name: str, kind: type[T], accepted: str) -> T | None:
        value = self.raw(name)
        # bool is a subclass of int, but `true` is no number
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        if value is not None:
            self.complain(name, f"is {_kind(value)}.", accepted)
        return None

    def _parsed(self, name: str, parse: Callable[[str], T], accepted: str) -> T | None:
        value = self.raw(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            self.complain(name, f"is {_kind(value)}.", accepted)
            return None
        try:
            return parse(value)
        except ValueError:
            self.complain(name, f"{as_text(value)[:40]!r} is not accepted.", accepted)
            return None


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if value is None:
        return "empty (null)"
    names: dict[type, str] = {dict: "an object", list: "a list", str: "text", int: "a number", float: "a number"}
    return names.get(type(value), "of an unknown kind")
