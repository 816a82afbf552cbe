"""Frozen dataclasses to plain JSON values and back.

What comes back is checked against the annotations: a field that is not known, missing or of another type is refused by
its path, so that no part of a document is ever dropped in silence.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union
from uuid import UUID

from accord.domain.errors import Refused
from accord.domain.moments import Moment

T = TypeVar("T")
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]
_PLAIN = frozenset({type(None), str, int, bool, float})


class Unreadable(Exception):
    """Something does not fit. Its path is put together on the way out: most that is read fits, and needs none."""

    def __init__(self, wrong: str, accepted: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.accepted, self.path = wrong, accepted, ""

    def within(self, step: str) -> Unreadable:
        """Say in what it was found: `.name` of a field, `[3]` of an item."""
        self.path = step + self.path
        return self


def to_json(value: Any) -> Any:
    """Return `value` (dataclasses, tuples, enums, dates, UUIDs, plain values) as plain JSON values."""
    return _writer(value.__class__)(value)


def from_json(kind: type[T], data: Any, path: str = "") -> T:
    """Return `data` as an instance of `kind`. Raises Refused naming the path of whatever does not fit."""
    anything: Any = kind  # a class is hashable, whatever its annotation says
    try:
        found: T = _reader(anything)(data)
    except Unreadable as unreadable:
        where = (path + unreadable.path).lstrip(".")
        raise Refused.one(where, unreadable.wrong, unreadable.accepted) from None
    return found


@cache
def _writer(kind: type) -> Writer:
    """Return what writes values of a class: found once, since a plan is thousands of small values."""
    if kind in _PLAIN:
        return lambda value: value
    if issubclass(kind, Enum):
        return attrgetter("_value_")
    if is_dataclass(kind) and kind is not Moment:
        return _dataclass_writer(kind)
    if issubclass(kind, frozenset):
        return lambda value: [to_json(item) for item in sorted(value)]
    if issubclass(kind, (tuple, list)):
        return lambda value: [_writer(item.__class__)(item) for item in value]
    if issubclass(kind, Mapping):
        return lambda value: {str(key): to_json(item) for key, item in value.items()}
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, (Moment, UUID, Decimal)):
        return str
    raise TypeError(f"{kind.__name__} has no place in a document")


def _dataclass_writer(kind: Any) -> Writer:
    names = tuple(field.name for field in fields(kind))

    def write(value: Any) -> dict[str, Any]:
        found = {}
        for name in names:
            item = getattr(value, name)
            found[name] = item if item.__class__ in _PLAIN else _writer(item.__class__)(item)
        return found

    return write


@cache
def _reader(kind: Any) -> Reader:
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional_reader(kind)
    if origin is tuple:
        return _sequence_reader(_reader(typing.get_args(kind)[0]), tuple)
    if origin is frozenset:
        return _sequence_reader(_reader(typing.get_args(kind)[0]), frozenset)
    if origin in (dict, Mapping) or getattr(origin, "__name__", "") == "Mapping":
        return _mapping_reader(_reader(typing.get_args(kind)[1]))
    if is_dataclass(kind) and kind is not Moment:
        return _dataclass_reader(kind)
    return _plain_reader(kind)


def _optional_reader(kind: Any) -> Reader:
    inner = [part for part in typing.get_args(kind) if part is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"{kind} has no place in a document: only `X | None` is read")
    read = _reader(inner[0])
    return lambda data: None if data is None else read(data)


def _sequence_reader(read: Reader, make: Callable[[Any], Any]) -> Reader:
    def read_all(data: Any) -> Any:
        if not isinstance(data, list):
            raise Unreadable("is not a list.", "Give a list.")
        values: list[Any] = []
        try:
            for item in data:
                values.append(read(item))  # noqa: PERF401 - what was read tells which one could not be
        except Unreadable as unreadable:
            raise unreadable.within(f"[{len(values)}]") from None
        return make(values)

    return read_all


def _mapping_reader(read: Reader) -> Reader:
    def read_all(data: Any) -> Any:
        if not isinstance(data, dict):
            raise Unreadable("is not an object.", "Give an object.")
        return _read_each(data, dict.fromkeys(data, read))

    return read_all


def _dataclass_reader(kind: Any) -> Reader:
    hints = typing.get_type_hints(kind)
    readers: dict[str, Reader] = {}
    required = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def read_fields(data: Any) -> Any:
        if not isinstance(data, dict):
            raise Unreadable("is not an object.", "Give an object.")
        if not readers:
            readers.update({field.name: _reader(hints[field.name]) for field in fields(kind)})
        for name in data.keys() - readers.keys():
            raise Unreadable("is not known here.", f"Known: {', '.join(sorted(readers))}.").within(f".{name}")
        for name in required - data.keys():
            raise Unreadable("is missing.").within(f".{name}")
        return kind(**_read_each(data, readers))

    return read_fields


def _read_each(data: dict[str, Any], readers: Mapping[str, Reader]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    name = ""
    try:
        for name, item in data.items():
            values[name] = readers[name](item)
    except Unreadable as unreadable:
        raise unreadable.within(f".{name}") from None
    return values


def _plain_reader(kind: Any) -> Reader:
    if kind is str or kind is bool or kind is int:
        return _exact_reader(kind)
    if kind is Any:
        return lambda data: data
    if kind is Moment:
        return _read_moment
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _parsed_reader(kind, "Use one of: " + ", ".join(str(member.value) for member in kind) + ".")
    if kind is datetime or kind is date:
        return _parsed_reader(kind.fromisoformat, "Use ISO 8601, such as 2026-11-21.")
    if kind is UUID or kind is Decimal:
        return _parsed_reader(kind, f"Give a {kind.__name__}.")
    raise TypeError(f"{kind} has no place in a document")


def _read_moment(data: Any) -> Moment:
    try:
        return Moment.read(str(data))
    except Refused as refused:
        raise Unreadable(refused.errors[0].wrong, refused.errors[0].accepted) from None


def _exact_reader(kind: type) -> Reader:
    def read(data: Any) -> Any:
        if type(data) is not kind:
            raise Unreadable(f"{str(data)[:40]!r} is not accepted.", f"Give a value of type {kind.__name__}.")
        return data

    return read


def _parsed_reader(parse: Callable[[Any], Any], accepted: str) -> Reader:
    def read(data: Any) -> Any:
        try:
            return parse(data)
        except (ValueError, TypeError, ArithmeticError):
            raise Unreadable(f"{str(data)[:40]!r} is not accepted.", accepted) from None

    return read
