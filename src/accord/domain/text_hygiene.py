"""Text as it may be kept: no control characters, no direction overrides, one kind of line end, a stated length.

A direction override can make a decision read otherwise than it is stored; a NUL cannot be stored at all. Both are
refused by name and place, never silently removed: nothing that somebody typed is changed but its line ends.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from accord.domain.errors import Refused

LIMIT = 20_000
"""Characters that one field may hold unless its form says otherwise."""

_NEWLINES = re.compile("\r\n|\r|\u0085|\u2028|\u2029")
# C0 controls but tab and newline, DEL and C1 controls, direction embeddings, overrides and isolates, lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NAMES = {
    0x00: "a NUL",
    0x08: "a backspace",
    0x0B: "a vertical tab",
    0x0C: "a form feed",
    0x1B: "an escape character",
    0x7F: "a delete character",
}


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A character that may not be kept, and where it stands (counted from 1, after line ends are made one kind)."""

    character: str
    position: int

    @property
    def words(self) -> str:
        """The character in words, with its code point."""
        point = ord(self.character)
        if unicodedata.category(self.character) == "Cs":
            name = "half of a character (a lone surrogate)"
        else:
            name = _NAMES.get(point) or unicodedata.name(self.character, "a control character").lower()
        return f"{name} (U+{point:04X})"


def forbidden(text: str) -> tuple[Forbidden, ...]:
    """Return every character of `text` that may not be kept, with its position."""
    return tuple(Forbidden(match.group(), match.start() + 1) for match in _FORBIDDEN.finditer(text))


def clean(text: str, field: str, *, limit: int = LIMIT, one_line: bool = False) -> str:
    """Return `text` with every line end as one newline. Raises Refused naming what may not be kept and where.

    `one_line` refuses line ends too (a name, a telephone number). The limit counts characters, not bytes.
    """
    normal = _NEWLINES.sub("\n", text)
    found = forbidden(normal)
    if found:
        more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
        raise Refused.one(
            field,
            f"holds {found[0].words} at character {found[0].position}{more}.",
            "Remove it, or type the words again: ordinary letters, marks, spaces and new lines are accepted.",
        )
    if one_line and "\n" in normal:
        place = normal.index("\n") + 1
        raise Refused.one(field, f"has a new line at character {place}.", "Write it on one line.")
    if len(normal) > limit:
        raise Refused.one(
            field,
            f"is {len(normal) - limit:,} character{'' if len(normal) - limit == 1 else 's'} too long.",
            f"Up to {limit:,} characters are accepted.",
        )
    return normal
