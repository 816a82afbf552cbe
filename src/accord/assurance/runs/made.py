"""What is asked of a run, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pyarrow as pa

from accord.assurance.extracts.extracts import Extract
from accord.assurance.runs.backgrounds import Background
from accord.assurance.runs.openings import Opening
from accord.assurance.runs.signalling import Told
from accord.domain.errors import Refused


class EngineName(StrEnum):
    """Which engine works out findings and measures."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a run. `since`: the first day of the period; nothing later than `as_of` is taken.

    `by_signer`: break measures down by signer too, for the responsible officer alone (design/dataset.md).
    `stored`: write what pages look at afterwards too (`accord.assurance.runs.stored`).
    `looks`: how many runs ask about the same decisions, where it is repeated (`accord.assurance.signals.kinds`).
    """

    as_of: date
    since: date | None = None
    engine: EngineName = EngineName.DUCKDB
    seed: int = 1
    findings_csv: bool = False
    all_outcomes: bool = False
    by_signer: bool = False
    stored: bool = False
    looks: int = 1

    def __post_init__(self) -> None:
        if self.since and self.since > self.as_of:
            wrong = f"is after {self.as_of}, the day of the report (--as-of)."
            raise Refused.one("--since", wrong, "Give that day or an earlier one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a run gave: all that its report tells. `rules`: how many decisions show what of each rule."""

    asked: Asked
    extract: Extract
    background: Background
    measured: pa.Table
    rules: pa.Table
    told: Told
    measures: tuple[Opening, ...]
    signals: tuple[Opening, ...]
    expectations: tuple[Opening, ...]
