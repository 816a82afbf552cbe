"""Write the reference pages of rules, facts and the dataset: `python -m accord.soundness.references [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from accord.soundness.pages_of_rules import pages

FOLDER = Path("docs/reference")


def write_pages(folder: Path = FOLDER) -> list[Path]:
    """Write each page into the folder, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in pages().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    write_pages(*map(Path, sys.argv[1:2]))
