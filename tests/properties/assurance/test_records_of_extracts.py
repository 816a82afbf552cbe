"""The records of a CSV file, and their lines, are those that Python's own reader finds."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import extracts

TEXTS = st.lists(st.text('a",;\n\ré ', max_size=8), min_size=1, max_size=15)
ENDS = st.sampled_from(["\n", "\r\n"])
BLANK = " \t\n\r\u00a0"


def lines_of(path: Path) -> list[tuple[int, str]]:
    """Return, of each record, the line on which it begins, and its last value."""
    found, line = [], 1
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        for record in reader:
            # only a line feed ends a line; a carriage return by itself is read as a space
            found.append((line, record[-1].replace("\r\n", "\n").replace("\r", " ").strip(BLANK)))
            line += 1 + record[-1].count("\n")
    return found[1:]


@settings(deadline=None, max_examples=20)
@given(TEXTS, ENDS)
def test_records_and_lines_are_those_of_another_reader(texts: list[str], end: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            names = [*extracts.GOOD["decisions"], "rationale"]
            writer = csv.DictWriter(file, names, lineterminator=end, quoting=csv.QUOTE_NONNUMERIC)
            writer.writeheader()
            writer.writerows(extracts.decisions(*[{"rationale": text} for text in texts]))
        read = extracts.read_files(Path(folder), decisions=path)
        found = extracts.ask(read, "SELECT line, coalesce(rationale, '') FROM decisions ORDER BY line")
        assert found == lines_of(path)
