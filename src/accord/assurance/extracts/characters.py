"""Bytes among the characters of a file that no UTF-8 text has: where they stand, and what they seem to be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from accord.assurance.extracts.encodings import ACCEPTED

ZERO = "holds a zero byte, which no text has: the file may be damaged"
_ESCAPED = (0xDC80, 0xDCFF)
"""What Python makes of a byte that it cannot read (PEP 383)."""
_UNUSED_IN_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Odd:
    """Places of bytes that are of no text, in order, which of them are zeros, and why the others are none."""

    places: Places
    is_zero: npt.NDArray[np.bool_]
    reason: str


def find_odd(text: bytes) -> Odd | None:
    """Return where a piece of a file holds bytes that are no UTF-8, or zeros; None where all of it is text."""
    if text.isascii() and b"\0" not in text:
        return None
    points = np.frombuffer(text.decode("utf-8", "surrogateescape").encode("utf-32-le", "surrogatepass"), dtype="<u4")
    is_escaped = (points >= _ESCAPED[0]) & (points <= _ESCAPED[1])
    is_odd = is_escaped | (points == 0)
    if not is_odd.any():
        return None
    sizes = 1 + (points >= 0x80).astype(np.int64) + (points >= 0x800) + (points >= 0x10000)
    starts = np.cumsum(np.where(is_escaped, 1, sizes)) - np.where(is_escaped, 1, sizes)
    high = points[is_escaped] - 0xDC00
    words = f"is not UTF-8: the file seems to be {_guess(high)}. {ACCEPTED.rstrip('.')}"
    return Odd(starts[is_odd], (points == 0)[is_odd], words)


def _guess(high: npt.NDArray[np.uint32]) -> str:
    if np.isin(high, _UNUSED_IN_1252).any():
        return "in an encoding that is not recognised"
    return "in Windows-1252 (what Excel writes as plain 'CSV')" if (high < 0xA0).any() else "in ISO-8859-1"
