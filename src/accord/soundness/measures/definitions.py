"""What a measure is: what it counts, of what, who says so, and what was published before (reference/measures.md 3.9).

A measure is asked of each row of one table, and finds one of four things: it does not apply, nothing is recorded, it
is not so, it is so. What is not recorded is counted beside and is never read as "no". A measure holds no target: what
was published elsewhere stands beside it, with its source, and neither a high nor a low share is said to be good.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.choices import Choice
from accord.domain.expressions import ALWAYS, Expression, facts_read


class Kind(Choice):
    """How a measure is said."""

    PROPORTION = "proportion", "a share"
    COUNT = "count", "a number, with the share that it is of"
    QUANTILE = "quantile", "a median or percentile, in days"


class Missing(Choice):
    """Where rows stand on which nothing is recorded; either way they are counted."""

    BESIDE = "beside", "counted beside, and left out of the denominator"
    WITHIN = "within", "counted beside, and in the denominator: what is measured is whether it is recorded"


class Over(StrEnum):
    """The rows that a measure is asked of (`accord.assurance.runs.frames` makes them from the dataset)."""

    DECISIONS = "decisions"
    CENSUS = "people_at_census"
    WINDOW = "people_in_window"
    MOVES = "moves"
    CONTACTS = "contacts"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of the dataset that they are made from."""
        return _TABLES[self]


_TABLES = {
    Over.DECISIONS: ("decisions",),
    Over.CENSUS: ("decisions", "population"),
    Over.WINDOW: ("decisions", "population"),
    Over.MOVES: ("decisions", "moves"),
    Over.CONTACTS: ("decisions", "contacts"),
}


class State(StrEnum):
    """What one row shows of a measure."""

    NOT_APPLICABLE = "not_applicable"
    NOT_RECORDED = "not_recorded"
    NOT_SO = "not_so"
    SO = "so"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A figure published elsewhere: shown beside a measure and never a target; `of` says of whom or what it was."""

    value: float
    of: str
    source: str
    site_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure. `met` is what is counted; `counts` says it in words, and `among` what it is counted among.

    For a quantile `between` names two moments; the quantile `at` is taken of the days from the first to the second,
    over the rows on which it is so.
    """

    id: str
    name: str
    counts: str
    among: str
    source: str
    applies: Expression
    met: Expression
    recorded: Expression = ALWAYS
    kind: Kind = Kind.PROPORTION
    over: Over = Over.DECISIONS
    missing: Missing = Missing.BESIDE
    benchmarks: tuple[Benchmark, ...] = ()
    between: tuple[str, str] | None = None
    at: float = 0.5
    note: str = ""

    @property
    def says(self) -> str:
        """What it counts, as a sentence."""
        return f"{self.counts[0].upper()}{self.counts[1:]}, among {self.among}."

    @property
    def is_prevalence(self) -> bool:
        """Whether it says how many people have a decision, of which fewer never stand out (architecture.md, 7)."""
        return self.over in (Over.CENSUS, Over.WINDOW)

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the facts that it reads, in order."""
        read = facts_read(self.applies) | facts_read(self.recorded) | facts_read(self.met)
        return tuple(sorted(read | set(self.between or ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A measure of the dictionary that the dataset cannot give, and the column that would open it."""

    id: str
    name: str
    source: str
    lacks: str
