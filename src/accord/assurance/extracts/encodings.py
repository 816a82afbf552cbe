"""A pass over the bytes of a CSV file: is it UTF-8, and how do its lines end?

A file of two or four bytes a character is refused by name; single bytes that are no UTF-8 are found, and where they
stand, so that their rows can be rejected and the others read.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from accord.domain.errors import Refused

CHUNK = 8 * 1024 * 1024
ACCEPTED = (
    "Save the file as CSV in UTF-8 (in Excel: 'CSV UTF-8'), or say `encoding` in a mapping: windows-1252, iso-8859-1,"
    " utf-16."
)
KNOWN = ("utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16")
"""Encodings that a mapping may say."""

_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
Step = Callable[[int], None]
"""Told how many bytes more have been read."""


@dataclass(frozen=True, slots=True)
class Ends:
    """How the lines of a file end: how many there are, how many by a carriage return and a line feed, and returns.

    `is_text`: all of it is UTF-8, with no zero byte.
    """

    lines: int
    pairs: int
    returns: int
    is_text: bool

    @property
    def are_plain(self) -> bool:
        """Whether every line ends alike, and no carriage return stands elsewhere."""
        return self.returns == self.pairs and self.pairs in {0, self.lines}


def look(path: Path, step: Step) -> Ends:
    """Return how the lines of a UTF-8 file end. Raises Refused, naming the encoding, where it is in another."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = pairs = returns = 0
    last, is_text = b"", True
    with path.open("rb") as file:
        _refuse_marked(path, file.read(4))
        file.seek(0)
        while chunk := file.read(CHUNK):
            _refuse_wide(path, chunk)
            is_text = is_text and _is_text(chunk, decoder)
            lines += chunk.count(b"\n")
            pairs += chunk.count(b"\r\n") + (last == b"\r" and chunk[:1] == b"\n")
            returns += chunk.count(b"\r")
            last = chunk[-1:]
            step(len(chunk))
    is_whole = not decoder.getstate()[0]
    return Ends(lines + (last != b"\n"), pairs, returns, is_text and is_whole)


def _is_text(chunk: bytes, decoder: codecs.IncrementalDecoder) -> bool:
    try:
        if not chunk.isascii() or decoder.getstate()[0]:
            decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return b"\0" not in chunk


def refuse_wider(path: Path, start: bytes) -> None:
    """Raise Refused where a file, by its first bytes, is one of two or four bytes a character."""
    _refuse_marked(path, start[:4])
    _refuse_wide(path, start)


def _refuse_marked(path: Path, start: bytes) -> None:
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            raise Refused.one(path.name, f"is in {name}, not UTF-8.", ACCEPTED)


def _refuse_wide(path: Path, chunk: bytes) -> None:
    if chunk.count(b"\0") > len(chunk) // 4:
        raise Refused.one(path.name, "is in UTF-16, not UTF-8.", ACCEPTED)


def to_utf8(path: Path, out: Path, encoding: str) -> Path:
    """Write a copy of a file in UTF-8. Raises Refused where it is not in the encoding that its mapping says."""
    with path.open("rb") as file, out.open("wb") as written:
        decoder = codecs.getincrementaldecoder(encoding)()
        lines = 1
        while chunk := file.read(CHUNK):
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError:
                raise Refused.one(path.name, f"is not in {encoding}, near line {lines}.", ACCEPTED) from None
            lines += text.count("\n")
            written.write(text.encode("utf-8"))
    return out
