"""Every address that there is, read from the resolver: a new one is met without being told of."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accord.access.pages import guards
from accord.domain.authority import GRANTS, NOT_STAFF, Permission, Role
from accord.domain.plan.parts import DRAFT_HELD

STAFF_ROLES = tuple(role for role in Role if role not in NOT_STAFF)
WORDS = {"part": tuple(part.value for part in DRAFT_HELD)[:2], "kind": ("adrt",)}
"""What stands in an address for a word; of a number the first is taken."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name, each thing that stands in it with its kind, and its view."""

    name: str
    path: str
    kinds: Mapping[str, str]
    view: Callable[..., object]

    @property
    def needs(self) -> Permission | None:
        """The permission that its guard asks for, if it is of a role."""
        return getattr(self.view, guards.NEEDED, None)

    @property
    def is_open(self) -> bool:
        """Whether strangers may open it."""
        return bool(getattr(self.view, guards.OPEN, False))

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the ids that stand in it."""
        return tuple(name for name, kind in self.kinds.items() if kind == "uuid")

    def is_allowed(self, role: Role) -> bool:
        """Return whether a role opens it."""
        return self.needs is None or self.needs in GRANTS[role]

    def opened_by(self) -> Role:
        """Return a role that opens it; the one that may do most, where it can."""
        most = sorted(STAFF_ROLES, key=lambda role: len(GRANTS[role]), reverse=True)
        return next(role for role in most if self.is_allowed(role))

    def address(self, *ids: UUID) -> str:
        """Return the address with these ids in it, and a first word or number for whatever else stands in it."""
        return next(iter(self.addresses([ids])))

    def addresses(self, several: Iterable[tuple[UUID, ...]]) -> Iterator[str]:
        """Yield its addresses with each of several sets of ids."""
        others = {name: _others(name, kind) for name, kind in self.kinds.items() if kind != "uuid"}
        for ids in several:
            for chosen in itertools.product(*others.values()):
                values = dict(zip(others, chosen, strict=True)) | dict(zip(self.ids, ids, strict=True))
                yield reverse(self.name, kwargs=values)


def _others(name: str, kind: str) -> tuple[object, ...]:
    return (1,) if kind == "int" else WORDS.get(name, ("word",))


@cache
def routes() -> tuple[Route, ...]:
    """Return every address."""
    return tuple(_walk(get_resolver(), "", ""))


def routes_with_ids() -> list[Route]:
    """Return the addresses in which an id stands."""
    return [route for route in routes() if route.ids]


def _walk(resolver: URLResolver, namespace: str, path: str) -> Iterator[Route]:
    for each in resolver.url_patterns:
        whole = path + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, f"{each.namespace}:" if each.namespace else namespace, whole)
        elif isinstance(each, URLPattern):
            kinds = {name: _kind(kind) for name, kind in each.pattern.converters.items()}
            yield Route(f"{namespace}{each.name}", whole, kinds, each.callback)


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower()
