"""What a script sends, as JSON: read to the letter, and refused whole where anything in it is otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest

from accord.sharing.actions.kept import Given

_Told = TypeVar("_Told")
MOST_KEPT, MOST_OPENINGS, MOST_VERSIONS = 20, 500, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAbout:
    """A plan that is kept."""

    person_id: UUID
    mark: str
    versions: tuple[str, ...]


def read_kept(request: HttpRequest) -> list[AskedAbout] | None:
    """Return what is asked about, or None where it cannot be read."""
    return _read(request, "kept", MOST_KEPT, _kept)


def read_openings(request: HttpRequest) -> list[Given] | None:
    """Return what is given back, or None where it cannot be read."""
    return _read(request, "openings", MOST_OPENINGS, _given)


def _read(request: HttpRequest, name: str, most: int, read: Callable[[Any], _Told]) -> list[_Told] | None:
    if request.content_type != "application/json":
        return None
    try:
        told = json.loads(request.body)[name]
        return [read(each) for each in told] if len(told) <= most else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _kept(told: Any) -> AskedAbout:
    versions = tuple(str(UUID(each)) for each in told["versions"][:MOST_VERSIONS])
    return AskedAbout(person_id=UUID(told["person"]), mark=str(told["mark"]), versions=versions)


def _given(told: Any) -> Given:
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None:
        raise ValueError("a time of no zone")
    return Given(id=UUID(told["id"]), person_id=UUID(told["person"]), at=at)
