"""Hypothesis strategies for any frozen dataclass of the domain, drawn from its annotations."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union
from uuid import UUID

from hypothesis import strategies as st

from accord.domain.moments import Moment

TEXTS = st.one_of(
    st.just(""), st.sampled_from(["Ann Lowe", "no hospital", "heart failure", "Two\nlines"]), st.text(max_size=12)
)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # bounds are given without a zone
MOMENTS = st.one_of(DATES, TIMES).map(Moment.of)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-3, 200),
    bool: st.booleans(),
    date: DATES,
    datetime: TIMES,
    Moment: MOMENTS,
    UUID: st.uuids(),
}


@cache
def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for any value of an annotation."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return st.none() | any_of(next(part for part in inner if part is not type(None)))
    if origin is tuple:
        return st.lists(any_of(inner[0]), max_size=2).map(tuple)
    if origin is frozenset:
        return st.frozensets(any_of(inner[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(any_of(inner[0]), any_of(inner[1]), max_size=2)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return _any_dataclass(kind)


def _any_dataclass(kind: Any) -> st.SearchStrategy[Any]:
    assert is_dataclass(kind), f"no strategy for {kind}"
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: any_of(hints[field.name]) for field in fields(kind)})
