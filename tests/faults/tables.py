"""The table of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.faults.ledgers import Count

HEADS = ("Scenario", "Tried", "Acknowledged", "Found", "Pages shown", "Faults found")


def lines(counts: Sequence[Count]) -> Iterator[str]:
    """Yield the lines of the table: what was tried, what was acknowledged, and what is there."""
    width = max(len(HEADS[0]), *(len(count.scenario) for count in counts))
    yield "  ".join((HEADS[0].ljust(width), *HEADS[1:]))
    for count in counts:
        numbers = (count.tried, count.acknowledged, count.found, count.looks, len(count.faults))
        cells = [f"{number:,}".rjust(len(head)) for number, head in zip(numbers, HEADS[1:], strict=True)]
        yield "  ".join((count.scenario.ljust(width), *cells, count.note)).rstrip()
