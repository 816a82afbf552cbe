"""The segments of an archive, by their names: which follow a copy, and whether one is missing between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"[0-9A-F]{24}")
HISTORY = re.compile(r"[0-9A-F]{8}\.history")
IN_A_LOG = 0x100
"""How many segments of 16 MB stand under one number of a log; that size is the server's own and never changed."""


@dataclass(frozen=True, slots=True)
class Segments:
    """What of an archive can be used after a copy, and the first that is missing though later ones are there."""

    usable: tuple[Path, ...]
    histories: tuple[Path, ...]
    missing: str | None


def following(archive: Path, first: str, held: frozenset[str] = frozenset()) -> Segments:
    """Return the segments from `first` on, without a gap; those `held` by the copy itself need not be there."""
    names = {path.name for path in archive.iterdir()}
    later = {name for name in names if NAME.fullmatch(name) and name[:8] == first[:8] and name >= first}
    usable = []
    for name in succession(first):
        if name in later:
            usable.append(archive / name)
        elif name not in held:
            break
    beyond = any(each > name for each in later)
    histories = tuple(archive / each for each in sorted(names) if HISTORY.fullmatch(each))
    return Segments(tuple(usable), histories, name if beyond else None)


def succession(first: str) -> Iterator[str]:
    """Yield the names of segments from `first` on: a timeline, a log and a segment, each in eight digits."""
    timeline, number = first[:8], int(first[8:16], 16) * IN_A_LOG + int(first[16:], 16)
    while True:
        yield f"{timeline}{number // IN_A_LOG:08X}{number % IN_A_LOG:08X}"
        number += 1
