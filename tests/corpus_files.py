"""Data files of other bodies, which lie beside the project and are never copied into it."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def corpus_text(name: str) -> str:
    """Return the text of a file of the corpus, or skip the test, with the reason, where the corpus is absent."""
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"the corpus file {name} is not beside the project")
    return path.read_text(encoding="utf-8")


def corpus_names(folder: str) -> list[str]:
    """Return the names of the JSON files of a folder of the corpus; one that says so where it is absent."""
    found = sorted(f"{folder}/{path.name}" for path in (CORPUS / folder).glob("*.json"))
    return found or [f"{folder}/absent.json"]
