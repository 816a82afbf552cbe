"""What another system may do, in the scopes of SMART (App Launch 2.2, "system" scopes, version 2).

`system/CarePlan.rs` allows to read and search care plans; `*` stands for every kind. The letters are create, read,
update, delete and search, always in this order. The scopes of version 1 (`.read`, `.*`) are not taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from accord.domain.errors import Refused

NAMED_ALONE = frozenset({"AuditEvent"})
"""Kinds that `*` does not stand for: who looked is for those who were let in for it."""
ACCEPTED = "Give for example system/CarePlan.rs: a kind of resource or *, and letters of cruds in their order."
_SHAPE = re.compile(r"system/(\*|[A-Z][A-Za-z]{1,49})\.(?=[cruds])(c?r?u?d?s?)")


@dataclass(frozen=True, slots=True, order=True)
class SystemScope:
    """One kind of resource (or `*`), and what may be done with it."""

    resource: str
    actions: frozenset[str]

    def __str__(self) -> str:
        return f"system/{self.resource}.{''.join(letter for letter in 'cruds' if letter in self.actions)}"

    def covers(self, other: SystemScope) -> bool:
        """Return whether whoever has this has the other; what is named alone has to be named."""
        is_meant = self.resource == other.resource or (self.resource == "*" and other.resource not in NAMED_ALONE)
        return is_meant and other.actions <= self.actions


def read_scope(text: str) -> SystemScope:
    """Return a scope, or raise `Refused`."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise Refused.one("scope", f"'{text[:60]}' is no scope of a system.", ACCEPTED)
    return SystemScope(found.group(1), frozenset(found.group(2)))


def read_known_scope(text: str, known: Collection[str]) -> SystemScope:
    """Return a scope of one of the kinds that are known, or of `*`; raise `Refused` for any other."""
    scope = read_scope(text)
    if scope.resource not in {"*", *known}:
        accepted = f"Give one of {', '.join(sorted(known))}, or *."
        raise Refused.one("scope", f"'{scope.resource}' is no kind of resource here.", accepted)
    return scope


def read_scopes(text: str) -> tuple[SystemScope, ...]:
    """Return the scopes of a text in which spaces divide them, each once, in their order."""
    return tuple(dict.fromkeys(read_scope(word) for word in text.split()))


def is_covered(asked: SystemScope, held: Iterable[SystemScope]) -> bool:
    """Return whether one of those that are held covers it."""
    return any(each.covers(asked) for each in held)
