"""The gate of documents: what README and docs tell the reader to run, read or open is there."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import django
from scripts.gates.findings import Finding, conclude
from scripts.gates.trees import ROOT, tracked
from typer.main import get_command

from accord.config.main import program

FENCE = re.compile(r"^\s*```\s*(?P<language>[\w{}-]*)")
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\)")
TARGET = re.compile(r"^([a-z][\w -]*):(?!=)", re.MULTILINE)
SHELLS = frozenset({"sh", "shell", "bash", "console"})


def look_at(path: Path, text: str, *, targets: set[str], commands: set[str]) -> Iterator[Finding]:
    """Yield every link that leads nowhere and every command that does not exist."""
    language: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if fence := FENCE.match(line):
            language = None if language is not None else fence["language"]
        elif language is None:
            yield from (Finding(path, number, f"{target} is not there.") for target in dead_links(path, line))
        elif language in SHELLS and (wrong := unknown_command(line, targets, commands)):
            yield Finding(path, number, f"`{wrong}` does not exist.")


def dead_links(path: Path, line: str) -> Iterator[str]:
    """Yield the relative links of a line that lead nowhere."""
    for match in LINK.finditer(line):
        target = match["target"].split("#")[0]
        if target and "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists():
            yield target


def unknown_command(line: str, targets: set[str], commands: set[str]) -> str | None:
    """Return the `make` target or `accord` command of a shell line that does not exist."""
    words = [word for word in shlex.split(line.lstrip("$ "), comments=True) if "=" not in word]
    if not words:
        return None
    name = Path(words[0]).name
    if name == "make":
        return next((f"make {word}" for word in words[1:] if not word.startswith("-") and word not in targets), None)
    if name == "accord":
        asked = [word for word in words[1:] if not word.startswith("-")][:2]
        known = any(" ".join(asked[:length]) in commands for length in (1, 2))
        return None if known or not asked else f"accord {' '.join(asked)}"
    return None


def main() -> None:
    """Look at every page of documentation."""
    targets = {
        name for line in TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")) for name in line.split()
    }
    commands = set(accord_commands())
    pages = [path for path in tracked(".md") if "node_modules" not in path.parts]
    conclude(
        "documents",
        [
            found
            for path in pages
            for found in look_at(path, path.read_text(encoding="utf-8"), targets=targets, commands=commands)
        ],
    )


def accord_commands() -> Iterator[str]:
    """Yield each command of `accord`: `migrate`, `import pds`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
    django.setup()
    for name, command in getattr(get_command(program([])), "commands", {}).items():
        yield name
        yield from (f"{name} {inner}" for inner in getattr(command, "commands", {}))


if __name__ == "__main__":
    main()
