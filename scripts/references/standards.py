"""How Accord stands to OWASP ASVS 5.0, made from `asvs.toml`: each requirement, how it is met, and what shows it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.references.tables import opening, table, text_of

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "docs" / "explanation" / "asvs.toml"
STATES = ("met", "partly", "not met", "not applicable")
SETTING, SETTINGS = "setting:", "src/accord/config/settings.py"
ABOUT = """
How Accord stands to the [OWASP Application Security Verification Standard 5.0.0](https://asvs.dev), levels 1 and 2.
The subjects are our own short words: read the standard beside them. "Partly" and "not met" say what is missing. A test
fails when a test, setting or file that is named here is not there.
"""
HONEST = "**The engineers judged this themselves. Nobody else has verified it yet.**"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement, how we stand to it, and what shows that."""

    id: str
    level: int
    subject: str
    state: str
    how: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the standard."""

    title: str
    requirements: tuple[Requirement, ...]


def read_standard(path: Path = SOURCE) -> tuple[Chapter, ...]:
    """Return the chapters in their order."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["chapter"]
    return tuple(
        Chapter(each["title"], tuple(Requirement(**{"shown": (), **line}) for line in each["line"])) for each in entries
    )


def standard_page() -> str:
    """Return the page."""
    chapters = read_standard()
    lines = opening("OWASP ASVS 5.0", ABOUT, HONEST)
    lines += table(("", *STATES, "in all"), [*_counts(chapters)])
    for chapter in chapters:
        lines += [f"## {chapter.title}", ""]
        lines += table(
            ("", "Level", "Subject", "", "How, and what shows it"), [_row(each) for each in chapter.requirements]
        )
    return text_of(lines)


def _counts(chapters: tuple[Chapter, ...]) -> Iterator[tuple[str, ...]]:
    every = [each for chapter in chapters for each in chapter.requirements]
    for name, levels in (("Level 1", {1}), ("Level 2", {2}), ("Both", {1, 2})):
        counted = Counter(each.state for each in every if each.level in levels)
        yield (name, *(str(counted[state]) for state in STATES), str(counted.total()))


def _row(each: Requirement) -> tuple[str, ...]:
    shown = ", ".join(f"`{name}`" for name in each.shown)
    return (f"V{each.id}", str(each.level), each.subject, each.state, f"{each.how} {shown}".strip())
