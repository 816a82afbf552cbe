"""What can be wrong with the access log, and how it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What was done to a log."""

    ROW_CHANGED = "row_changed"
    ROW_MISSING = "row_missing"
    ROW_ADDED = "row_added"
    ORDER_CHANGED = "order_changed"
    SEALS_MISSING = "seals_missing"
    SEALS_CHANGED = "seals_changed"
    HEAD_MISSING = "head_missing"
    HEAD_ADDED = "head_added"
    HEAD_FORGED = "head_forged"
    HEAD_DIFFERS = "head_differs"
    TRUNCATED = "truncated"


WORDS = {
    Fault.ROW_CHANGED: "row {row} was changed after it was sealed",
    Fault.ROW_MISSING: "row {row} was deleted after it was sealed",
    Fault.ROW_ADDED: "row {row} was put in after its neighbours were sealed",
    Fault.ORDER_CHANGED: "the order of the rows sealed with row {row} was changed",
    Fault.SEALS_MISSING: "the seals of the rows from place {place} on were removed",
    Fault.SEALS_CHANGED: "the seal of row {row} and those after it was changed",
    Fault.HEAD_MISSING: "the signed head of {size:,} rows was removed",
    Fault.HEAD_ADDED: "the signed head of {size:,} rows belongs to no seal",
    Fault.HEAD_FORGED: "the head of {size:,} rows is not signed with a key of this log",
    Fault.HEAD_DIFFERS: "the rows from row {row} on are not those that the signed head of {size:,} rows was made of",
    Fault.TRUNCATED: "the log was cut: a signed head counts {size:,} rows, and only {place:,} are sealed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not what it was: from which place and row on, and what size of head tells."""

    fault: Fault
    place: int
    row: int | None = None
    size: int | None = None

    def in_words(self) -> str:
        """Return this in words."""
        row = "that would stand next" if self.row is None else self.row
        return WORDS[self.fault].format(row=row, place=self.place, size=self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of verifying: how far the log was followed, and what was found first."""

    size: int
    root: str
    rows: int
    heads: int
    waiting: int
    """Rows that are not sealed yet."""
    passed_over: int
    """Exported heads that lie before the place from which this was taken up."""
    findings: Sequence[Finding]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
