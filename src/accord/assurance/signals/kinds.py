"""What a signal is, what is asked to look for it, and what it is looked for in.

A signal is a question for a person to answer, never a finding of fault: it counts upwards only (a low rate of
decisions raises none), and it is about decisions that were made (design/clinical-decisions.md, Measures and signals).
Its keys are those of `signals.json` (design/dataset.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import duckdb

from accord.domain.choices import Choice

Json = dict[str, Any]


class SignalKind(Choice):
    """Each kind of signal, as `signals.json` names it, with its words for people."""

    BURST = "burst", "More decisions at once than expected"
    SIGNER_DAY = "signer_day", "One signer, one day, several people"
    SAME_TEXT = "same_text", "The same words for different people"
    WHOLE_GROUP = "whole_group", "Everyone in a group has one"
    NO_CONVERSATION = "no_conversation", "Decisions with no conversation recorded"
    GROUP_RATIONALE = "group_rationale", "A reason that rests on a characteristic or a diagnosis"
    HIGH_RATE = "high_rate", "More decisions than expected"
    SHIFT = "shift", "A change in a series"
    DISPARITY = "disparity", "A difference between groups of people"
    REMOTE_ONLY = "remote_only", "Decisions made from afar alone"
    REVERSED = "reversed", "Decisions cancelled soon afterwards"
    CARE_WITHHELD = "care_withheld", "Care held back because of a decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One question with its evidence. A signal by rule has neither `p_value` nor `q_value`; a q comes from the run."""

    signal: SignalKind
    question: str
    decision_ids: tuple[str, ...]
    observed: float
    expected: float | None = None
    statistic: float | None = None
    p_value: float | None = None
    q_value: float | None = None
    site_code: str | None = None
    area_code: str | None = None
    signer_id: str | None = None
    signer_org_code: str | None = None
    group: str | None = None
    begins: date | None = None
    ends: date | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be read as a question with its evidence."""
        if not self.question.endswith("?"):
            raise ValueError("a signal asks a question")
        if self.begins and self.ends and self.ends < self.begins:
            raise ValueError("a signal ends no earlier than it begins")
        for chance in (self.p_value, self.q_value):
            if chance is not None and not 0 <= chance <= 1:
                raise ValueError("p and q lie between 0 and 1")
        if self.p_value is None and self.q_value is not None:
            raise ValueError("a signal by rule has no q")

    @property
    def is_by_rule(self) -> bool:
        """Whether one case is enough to ask: such a signal stands outside the control of false discovery."""
        return self.p_value is None

    def to_json(self) -> Json:
        """Return the object that stands in `signals.json`."""
        return {
            "signal": self.signal.value,
            "site_code": self.site_code,
            "area_code": self.area_code,
            "signer_id": self.signer_id,
            "signer_org_code": self.signer_org_code,
            "group": self.group,
            "from": self.begins.isoformat() if self.begins else None,
            "to": self.ends.isoformat() if self.ends else None,
            "decision_ids": list(self.decision_ids),
            "observed": _number(self.observed),
            "expected": _number(self.expected),
            "statistic": _number(self.statistic),
            "p_value": self.p_value,
            "q_value": self.q_value,
            "question": self.question,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run was asked. `since`: decisions from this day on raise signals; earlier ones are the past to compare.

    `looks`: how many runs ask about the same decisions, where a run is repeated (26 where each week asks about half a
    year). Chance has as many more goes at them, and the control of false discovery counts them.
    """

    as_of: date
    since: date | None = None
    seed: int = 1
    replicates: int = 999
    processes: int = 1
    looks: int = 1


@dataclass(frozen=True, slots=True)
class Held:
    """The canonical tables, open for reading only, and the columns that the files really had (`given`)."""

    tables: duckdb.DuckDBPyConnection
    given: Mapping[str, frozenset[str]]

    @classmethod
    def open(cls, database: Path) -> Self:
        """Open a database of canonical tables for reading."""
        return cls.of(duckdb.connect(str(database), read_only=True))

    @classmethod
    def of(cls, tables: duckdb.DuckDBPyConnection) -> Self:
        """Return what an open connection holds."""
        given: dict[str, set[str]] = {}
        for table, column in tables.execute("SELECT table_name, column_name FROM given").fetchall():
            given.setdefault(table, set()).add(column)
        return cls(tables, {table: frozenset(columns) for table, columns in given.items()})

    def has(self, table: str, *columns: str) -> bool:
        """Whether the files held this table, with all of these columns (as the dataset names them)."""
        return table in self.given and self.given[table].issuperset(columns)

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.tables.cursor().execute(query, list(parameters)).fetchall()

    def arrays(self, query: str, parameters: Sequence[object] = ()) -> dict[str, Any]:
        """Return the columns of a query as numpy arrays, masked where a cell is NULL."""
        return self.tables.cursor().execute(query, list(parameters)).fetchnumpy()


def _number(value: float | None) -> float | int | None:
    """Return a number as JSON holds it: whole numbers without a point, and nothing that JSON lacks."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else float(value)
