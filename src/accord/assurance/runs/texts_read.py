"""Many texts read for what stands in them, by several processes where that is worth their start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeAlias

from accord.domain.facts import codes_cell
from accord.domain.rationales import limit_codes, normalised_hash, other_words, phrase_codes

PROCESSES = 2
MANY = 10_000
"""With fewer texts the start of another process costs more than it saves."""
SHARE = 2_000
"""So many texts are handed to a process at once."""
_AT_ONCE = 64
"""So many shares wait with the processes, so that memory does not grow with the texts."""

Read: TypeAlias = tuple[str, str | None, int, str | None, str]
"""A text, its codes, how many other words it has, the limits on other treatment that it holds, and what tells its words
from others (the same whatever their case, punctuation and spacing)."""
TOLD_APART = 16
"""So many hexadecimal digits tell words apart: of ten million texts, two are confused once in 370,000 runs."""


def read_all(
    texts: Sequence[str], *, processes: int = PROCESSES, many: int = MANY, share: int = SHARE
) -> Iterator[list[Read]]:
    """Yield what stands in each text, in shares, in their order; it does not depend on the processes."""
    shares = [texts[start : start + share] for start in range(0, len(texts), share)]
    if processes == 1 or len(texts) < many:
        yield from map(read_share, shares)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as workers:
        for start in range(0, len(shares), _AT_ONCE):
            yield from workers.map(read_share, shares[start : start + _AT_ONCE])


def read_share(texts: Sequence[str]) -> list[Read]:
    """Return what stands in each of a few texts."""
    return [
        (
            text,
            codes_cell(phrase_codes(text)),
            other_words(text),
            codes_cell(limit_codes(text)),
            normalised_hash(text, b"")[:TOLD_APART],
        )
        for text in texts
    ]
