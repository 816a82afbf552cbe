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
    """Rows that cannot all be right, of which each is counted as it stands: what they say, of how many, and the first.

    `columns` and `of`: "site_type", "2 sites are told of in two ways".
    """

    columns: str
    of: str
    first: str

    @property
    def words(self) -> str:
        """All of it as one sentence, and the first."""
        return f"{self.columns}: {self.of}, and each row is counted as it stands. The first: {self.first}"


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
    doubts: tuple[str, ...] = ()
    """What makes figures doubtful although every row can be read."""
