"""The gate of traces: no commit holds a path of its machine, an index's address, or the number of a real person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.gates.findings import Finding, conclude
from scripts.gates.trees import ROOT, tracked

from accord.domain import nhs_numbers
from accord.domain.errors import Refused
from accord.domain.nhs_numbers import Acceptance

# A number written as one, as 3-3-4 with spaces or hyphens; not a part of a longer word, number, digest or date.
NUMBER = re.compile(r"(?<![\w.+/=#-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\w+/=-]|\.\d)")
INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|\"resolved\":|https?://[^\s\"'<>]*/simple\b")
HOMES = re.compile(r"(?<![\w.])/(?:root|home/[a-z][\w-]*|Users/[A-Za-z][\w-]*)/")
TEXT = (
    *(".py", ".toml", ".cfg", ".ini", ".txt", ".in", ".md", ".rst", ".json", ".csv", ".sql", ".yml", ".yaml"),
    *(".jinja", ".html", ".css", ".scss", ".js", ".svg", ".sh", ".npmrc", "/run", "Makefile"),
)
OURS = "999"


def look_at(path: Path, text: str, *, here: Path = ROOT) -> Iterator[Finding]:
    """Yield what should not leave this machine."""
    machine = re.compile(re.escape(str(here.parent)) + r"/") if len(here.parents) > 1 else None
    for number, line in enumerate(text.splitlines(), start=1):
        if INDEX.search(line):
            yield Finding(path, number, "the address of a package index.")
        if HOMES.search(line) or (machine and machine.search(line)):
            yield Finding(path, number, "a path of somebody's machine.")
        if any(is_foreign_number(match) for match in NUMBER.finditer(line)):
            yield Finding(path, number, "a number that could be a real NHS number; ours begin with 999.")


def is_foreign_number(match: re.Match[str]) -> bool:
    """Return whether the digits are a valid NHS number outside the range kept for tests."""
    digits = match[1] + match[3] + match[4]
    try:
        nhs_numbers.parse(digits, Acceptance.PRODUCTION | Acceptance.SANDBOX)
    except Refused:
        return False
    return digits[:3] != OURS


def main() -> None:
    """Look at every text file of the repository but this gate and its tests, which must name what they look for."""
    exempt = {Path(__file__), ROOT / "tests" / "unit" / "gates" / "test_traces.py"}
    paths = [path for path in tracked(*TEXT) if path not in exempt]
    # an example of another system's file may be in another encoding
    texts = ((path, path.read_text(encoding="utf-8", errors="replace")) for path in paths)
    conclude("traces", [found for path, text in texts for found in look_at(path, text)])


if __name__ == "__main__":
    main()
