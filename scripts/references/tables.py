"""Tables and headings of a generated page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def opening(title: str, *paragraphs: str) -> list[str]:
    """Return the first lines of a page: that it is generated, its title, and what it is about."""
    note = "<!-- Made by `python -m scripts.references.pages`; change what it is made from, not this page. -->"
    return [note, "", f"# {title}", "", *(line for words in paragraphs for line in (in_one_line(words), ""))]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table, followed by an empty line."""
    return [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows), ""]


def text_of(lines: Iterable[str]) -> str:
    """Return the page, which ends with one newline."""
    return "\n".join(lines).rstrip("\n") + "\n"


def in_one_line(words: str) -> str:
    """Return words without the line breaks that only their place in the code asked for."""
    return " ".join(words.split())


def _row(cells: Sequence[str]) -> str:
    shown = (in_one_line(cell).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(shown)} |"
