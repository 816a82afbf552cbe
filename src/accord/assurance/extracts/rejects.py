"""The rows that could not be read, as `rejects.csv` tells them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from accord.assurance.extracts.extracts import Extract


def first_rejects(extract: Extract, most: int) -> Iterator[str]:
    """Yield the first rejects in words: table, line, column, value and reason."""
    with extract.rejects.open(encoding="utf-8", newline="") as file:
        for each in islice(csv.DictReader(file), most):
            place = f"{each['table']}, line {each['line']}" + (f", {each['column']}" if each["column"] else "")
            value = f" {each['value']!r}" if each["value"] else ""
            yield f"{place}:{value} {each['reason']}"
