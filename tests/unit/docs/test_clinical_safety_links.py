"""The clinical safety file leads somewhere, and says what every word of the scoring means."""

from __future__ import annotations

from scripts.gates.documents import look_at
from scripts.references.safety import FOLDER, LIKELIHOODS, MATRIX, SEVERITIES

README = FOLDER / "README.md"


def test_every_link_leads_somewhere() -> None:
    pages = [(path, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.md"))]
    assert [path.name for path, _ in pages] == ["README.md", "hazard-log.md", "to-confirm.md"]
    assert [found for path, text in pages for found in look_at(path, text, targets=set(), commands=set())] == []


def test_every_word_of_the_scoring_is_explained() -> None:
    text = README.read_text(encoding="utf-8")
    assert all(f"| {word.capitalize()} |" in text for word in (*SEVERITIES, *LIKELIHOODS))


def test_matrix_on_the_page_is_the_one_that_scores() -> None:
    text = README.read_text(encoding="utf-8")
    rows = [
        f"| {name.capitalize()} | {' | '.join(map(str, row))} |" for name, row in zip(LIKELIHOODS, MATRIX, strict=True)
    ]
    assert all(row in text for row in rows)
