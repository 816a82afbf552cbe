"""What reading gave: where the tables are, and how much was read, kept, rejected, masked and matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Rows of one file: what was read is what was kept and what was rejected, always."""

    read: int
    rejected: int

    @property
    def kept(self) -> int:
        """How many rows are in the table."""
        return self.read - self.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """People of one file, and how many of them are people of the decisions."""

    people: int
    with_decision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A column that says one thing of a site here and another there: of how many sites, and where it does so first."""

    column: str
    sites: int
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One extract, read: a DuckDB database with the canonical tables, to be opened read-only.

    `given`: the columns of each file; a file of which no row could be read gives none, and opens nothing.
    """

    database: Path
    rejects: Path
    as_of: date
    counts: Mapping[str, Count]
    given: Mapping[str, tuple[str, ...]]
    ignored: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    masked: Mapping[str, int] = field(default_factory=dict)
    matched: Mapping[str, Matched] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
