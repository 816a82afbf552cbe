"""What a scenario asked for, what it was told, and what it was shown: kept outside the record, to hold against it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from tests.faults.houses import Work

Look = tuple[UUID, UUID, str]
"""Who was shown, whom, and what kind of page."""


@dataclass(kw_only=True)
class Ledger:
    """One scenario's book. A signing is known by the token of its form, however often that was sent."""

    scenario: str
    tried: dict[UUID, Work] = field(default_factory=dict)
    acknowledged: set[UUID] = field(default_factory=set)
    shown: Counter[Look] = field(default_factory=Counter)
    endorsed: Counter[UUID] = field(default_factory=Counter)
    """Endorsements that were acknowledged, by version."""
    endorsements: int = 0
    """How many were tried."""
    note: str = ""
    """What else is said in the table."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def note_tried(self, token: UUID, work: Work) -> None:
        """Note that a signing was asked for."""
        with self._lock:
            self.tried[token] = work

    def note_acknowledged(self, token: UUID) -> None:
        """Note that somebody was told: it is signed."""
        with self._lock:
            self.acknowledged.add(token)

    def note_shown(self, staff: UUID, person: UUID, what: str) -> None:
        """Note that somebody was shown a page about a person."""
        with self._lock:
            self.shown[staff, person, what] += 1

    def note_endorsed(self, version: UUID, told: int = 1) -> None:
        """Note that so many were told: it is endorsed."""
        with self._lock:
            self.endorsed[version] += told


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A line of the table that is printed at the end."""

    scenario: str
    tried: int
    acknowledged: int
    found: int
    looks: int
    faults: tuple[str, ...]
    note: str = ""
