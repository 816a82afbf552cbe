"""What a partner says has happened, read from its notifications: by number, and which numbers did not come.

Topic-based subscriptions, R4 backport 1.1 (hl7.org/fhir/uv/subscriptions-backport; reference/interop.md 3.6), id-only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accord.domain.errors import Refused

HIGHEST = 10**15
MOST_MISSING = 10_000
"""Numbers that may be missing in one answer; each is kept, and asked for again."""
ACCEPTED = "Send a Bundle of the R4 backport of topic-based subscriptions."


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event under our number of it. With no version it leads nowhere that we may see."""

    number: int
    version_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one notification, or one answer to `$events`, said. `so_far`: how many events there have been in all."""

    kind: str
    status: str
    so_far: int
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """What is new in an answer, and the numbers between that did not come."""

    items: tuple[Item, ...]
    missing: tuple[int, ...]

    @property
    def reaches(self) -> int:
        """The highest number; 0 where nothing is new."""
        return self.items[-1].number if self.items else 0


def read_news(bundle: object) -> News:
    """Return what a notification says; raises `Refused` for what is none."""
    held = bundle if isinstance(bundle, Mapping) else {}
    if held.get("resourceType") != "Bundle" or held.get("type") != "history":
        raise Refused.one("Bundle", "is no notification.", ACCEPTED)
    first: Mapping[str, Any] = next((_mapping(each.get("resource")) for each in _each(held.get("entry"))), {})
    said = list(_each(first.get("parameter")))
    named = {str(each.get("name")): _value(each) for each in said}
    if first.get("resourceType") != "Parameters" or not isinstance(named.get("type"), str):
        raise Refused.one("Bundle.entry[0]", "says no status.", ACCEPTED)
    events = (each for each in said if each.get("name") == "notification-event")
    return News(
        kind=str(named["type"]),
        status=str(named.get("status") or ""),
        so_far=_number(named.get("events-since-subscription-start")),
        items=tuple(_item(each) for each in events),
    )


def fresh(items: Sequence[Item], *, taken: int) -> Fresh:
    """Return what follows on the number that was taken last, each once and in order, and what is missing between.

    Raises `Refused` where more is missing than can be kept.
    """
    held = {each.number: each for each in items if each.number > taken}
    numbers = sorted(held)
    if numbers and numbers[-1] - taken - len(numbers) > MOST_MISSING:
        raise Refused.one("event-number", "is far beyond those that came.", ACCEPTED)
    missing = set(range(taken + 1, numbers[-1])) - set(numbers) if numbers else set()
    return Fresh(items=tuple(held[number] for number in numbers), missing=tuple(sorted(missing)))


def _item(event: Mapping[str, Any]) -> Item:
    parts = {str(each.get("name")): _value(each) for each in _each(event.get("part"))}
    kind, _, number = str(_mapping(parts.get("focus")).get("reference", "")).rpartition("/")
    return Item(
        number=_number(parts.get("event-number")),
        version_id=_id(number) if kind.rpartition("/")[2] == "Composition" else None,
    )


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _number(said: object) -> int:
    text = str(said)
    if not (text.isascii() and text.isdigit() and len(text) < len(str(HIGHEST))):
        raise Refused.one("event-number", "is no whole number.", ACCEPTED)
    return int(text)


def _value(part: Mapping[str, Any]) -> Any:
    return next((value for name, value in part.items() if name.startswith("value")), None)


def _each(said: object) -> Iterator[Mapping[str, Any]]:
    return (each for each in (said if isinstance(said, list) else ()) if isinstance(each, Mapping))


def _mapping(said: object) -> Mapping[str, Any]:
    return said if isinstance(said, Mapping) else {}
