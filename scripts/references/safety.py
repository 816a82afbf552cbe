"""The hazard log, made from `hazards.toml`: how risk is scored, and each hazard with its controls and their tests."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.references.tables import opening, table, text_of

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "clinical-safety"
SEVERITIES = ("minor", "significant", "considerable", "major", "catastrophic")
LIKELIHOODS = ("very low", "low", "medium", "high", "very high")
MATRIX = ((1, 1, 2, 2, 3), (1, 2, 2, 3, 4), (2, 2, 3, 3, 4), (2, 3, 3, 4, 5), (3, 4, 4, 5, 5))
"""Risk by likelihood (down) and severity (across)."""
ABOUT = """
What could harm somebody through the record, and what is done about it. How risk is scored, and who must confirm it,
stands in [clinical safety](README.md). Every control names the tests that prove it; a test fails when one of them is
not there.
"""


@dataclass(frozen=True, slots=True)
class Score:
    """How bad, how likely, and what risk that makes."""

    severity: str
    likelihood: str

    @property
    def risk(self) -> int:
        """From 1 (acceptable) to 5 (unacceptable)."""
        return MATRIX[LIKELIHOODS.index(self.likelihood)][SEVERITIES.index(self.severity)]

    @property
    def words(self) -> str:
        """The score as a reader sees it."""
        return f"{self.severity}, {self.likelihood} likelihood: risk {self.risk}"


@dataclass(frozen=True, slots=True)
class Control:
    """What keeps a hazard from doing harm, and the tests that prove that it does."""

    words: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hazard:
    """What could harm somebody, and what is done about it."""

    id: str
    title: str
    cause: str
    effect: str
    initial: Score
    controls: tuple[Control, ...]
    residual: Score
    remains: str


def read_hazards(path: Path = FOLDER / "hazards.toml") -> tuple[Hazard, ...]:
    """Return the hazards in their order."""
    return tuple(_hazard(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["hazard"])


def hazard_page() -> str:
    """Return the hazard log."""
    hazards = read_hazards()
    lines = opening(
        "Hazard log",
        ABOUT,
        "**Every score here was given by the engineers. No clinical safety officer has confirmed it yet.**",
    )
    rows = [(_link(each), each.title, str(each.initial.risk), str(each.residual.risk)) for each in hazards]
    lines += table(("Hazard", "What", "Risk before", "Risk after"), rows)
    for each in hazards:
        lines += _entry(each)
    return text_of(lines)


def _link(hazard: Hazard) -> str:
    return f"[{hazard.id}](#{hazard.id.lower()})"


def _entry(hazard: Hazard) -> list[str]:
    controls = [
        line
        for each in hazard.controls
        for line in (f"- {each.words}", *(f"  - `{reference}`" for reference in each.tests))
    ]
    return [
        f"## {hazard.id}",
        "",
        f"**{hazard.title}**",
        "",
        f"- **Cause**: {hazard.cause}",
        f"- **Effect**: {hazard.effect}",
        f"- **Before controls**: {hazard.initial.words}",
        f"- **After controls**: {hazard.residual.words}",
        f"- **What remains**: {hazard.remains}",
        "",
        "Controls, with their tests:",
        "",
        *controls,
        "",
    ]


def _hazard(entry: dict[str, Any]) -> Hazard:
    return Hazard(
        id=entry["id"],
        title=entry["title"],
        cause=entry["cause"],
        effect=entry["effect"],
        initial=Score(*entry["initial"]),
        controls=tuple(_control(**each) for each in entry["control"]),
        residual=Score(*entry["residual"]),
        remains=entry["remains"],
    )


def _control(*, words: str, tests: list[str]) -> Control:
    """Return a control; whatever else stands in it belongs to a hazard that lost its head, and is a TypeError."""
    return Control(words=words, tests=tuple(tests))
