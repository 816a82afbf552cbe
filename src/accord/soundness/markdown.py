"""Markdown of the pages that are made from values."""

from __future__ import annotations

from collections.abc import Iterable

MADE = "<!-- Made by `python -m accord.soundness.references`; change the values it is made from, not this page. -->"


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def page(title: str, *blocks: str) -> str:
    """Return a page that says what it is made by."""
    return "\n\n".join([MADE, f"# {title}", *blocks]) + "\n"
