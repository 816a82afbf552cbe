"""The gate of shapes: files and functions stay short, imports stand at the top, names mean something."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.gates.findings import Finding, conclude
from scripts.gates.trees import tracked

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MEANINGLESS = frozenset({"utils", "helpers", "common", "misc", "manager", "util", "helper"})
UNFINISHED = re.compile(r"#.*\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
SILENCED = re.compile(
    r"#\s*(noqa\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[^\]]*\])?)\s*(?P<reason>.*)$"
)


def look_at(path: Path, text: str) -> Iterator[Finding]:
    """Yield what is wrong with one Python file."""
    lines = text.splitlines()
    if "migrations" not in path.parts and len(lines) > LONGEST_FILE:
        yield Finding(path, 1, f"{len(lines)} lines; {LONGEST_FILE} are allowed. Split it by what its parts know.")
    if path.stem in MEANINGLESS:
        yield Finding(path, 1, f"'{path.stem}' says nothing about what is in it.")
    for number, line in enumerate(lines, start=1):
        if UNFINISHED.search(line):
            yield Finding(path, number, "work left for later: finish it, or write an issue.")
        silenced = SILENCED.search(line)
        if silenced and len(silenced["reason"].lstrip("#- ").split()) < 2:
            yield Finding(path, number, "silenced without a reason: say why after the code.")
    yield from _look_at_functions(path, ast.parse(text))


def _look_at_functions(path: Path, tree: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > LONGEST_FUNCTION:
            yield Finding(path, node.lineno, f"{node.name}: {length} lines; {LONGEST_FUNCTION} are allowed.")
        for inner in ast.walk(node):
            if isinstance(inner, ast.Import | ast.ImportFrom):
                yield Finding(path, inner.lineno, f"{node.name}: an import stands at the top of its file.")


def main() -> None:
    """Look at every Python file of the repository."""
    conclude("shapes", [found for path in tracked(".py") for found in look_at(path, path.read_text(encoding="utf-8"))])


if __name__ == "__main__":
    main()
