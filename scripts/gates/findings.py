"""What a gate found, and how it says so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.gates.trees import ROOT


@dataclass(frozen=True, slots=True)
class Finding:
    """One place, and what is wrong with it."""

    path: Path
    line: int
    says: str

    def __str__(self) -> str:
        shown = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        return f"{shown}:{self.line}: {self.says}"


def conclude(gate: str, findings: Sequence[Finding]) -> None:
    """Print the findings and leave with 1, or say that there are none."""
    for finding in findings:
        print(finding)
    if findings:
        sys.exit(1)
    print(f"{gate}: nothing found")
