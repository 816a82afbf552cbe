"""What awaits a lawyer's or clinician's confirmation: the rules that say so, and what `to-confirm.toml` lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from scripts.references.safety import FOLDER
from scripts.references.tables import opening, table, text_of

from accord.soundness.catalogue import RULES

ABOUT = """
What is well established, and was not read in its own text by those who built Accord. It stands on a screen only with
its source and in hedged words. Before live use a lawyer or a clinician confirms each line, or corrects it.
"""


@dataclass(frozen=True, slots=True)
class Point:
    """Something that we rely on and have not read in its own text."""

    what: str
    who: str
    used: tuple[str, ...]
    shows: str
    """Words of that file which rest on it, so that neither can change alone."""


def read_points(path: Path = FOLDER / "to-confirm.toml") -> tuple[Point, ...]:
    """Return what is listed by hand."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["point"]
    return tuple(Point(each["what"], each["who"], tuple(each["used"]), each["shows"]) for each in entries)


def confirmations_page() -> str:
    """Return the page."""
    waiting = [rule for rule in RULES if rule.confirm]
    lines = opening(
        "To be confirmed",
        ABOUT,
        "## Rules",
        f"{len(waiting)} of {len(RULES)} [rules](../reference/rules.md). At signing, each says after its source that it"
        " awaits confirmation.",
    )
    lines += table(("Rule", "It says", "Source"), [(each.id, each.says, each.source) for each in waiting])
    lines += ["## Everything else", ""]
    rows = [(each.what, each.who, ", ".join(f"`{path}`" for path in each.used)) for each in read_points()]
    lines += table(("What", "Who confirms", "Where it is used"), rows)
    return text_of(lines)
