"""What was sent, byte by byte: everything but the NHS number, its length and a few marks of the sender's own.

Nothing is understood here. A request is the same as one that Django answered only if all its bytes are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

STARTS = tuple(
    b"POST /fhir/R4/Patient/" + name + b" HTTP/1.1\r\n" for name in (b"$emergency-summary", b"%24emergency-summary")
)
LARGEST = 8_192
"""Bytes of a whole request; a larger one goes Django's way."""
NUMBER = re.compile(rb"(?<![0-9])[0-9]{10}(?![0-9])")
BEFORE_NUMBER = re.compile(rb'(?:%7[Cc]|\||"value" ?: ?")\Z')
"""What stands directly before the NHS number in a form, and in JSON."""
_LENGTH = re.compile(rb"[Cc]ontent-[Ll]ength: ?([0-9]{1,4})")
_OWN_MARK = re.compile(rb"(?:x-request-id|x-correlation-id|traceparent|tracestate): ?[!-~]{0,200}", re.IGNORECASE)
"""Headers with which a sender tells its own requests apart: other in each, and read by nobody here."""

_UNUSUAL = re.compile(rb"(?:expect|upgrade|transfer-encoding):.*|connection:(?! ?keep-alive\Z).*", re.IGNORECASE)
"""Headers that change how a request is read, or what becomes of its connection."""


class Whole(Enum):
    """Whether there is a whole request."""

    NOT_YET = 1
    NOT_OURS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A look that is asked for: by which bytes, and about which number."""

    by: tuple[bytes, bytes, bytes]
    number: str


@dataclass(frozen=True, slots=True)
class _Head:
    """What of a head tells requests apart, and the length that it announces."""

    kept: bytes
    length: int


_HEADS: dict[bytes, _Head] = {}
"""Heads that came before without a mark of the sender's own: most come again for another number."""
MOST_HEADS = 1_000


def read_asked(data: bytes) -> Asked | Whole:
    """Return what is asked for by exactly one whole request."""
    start, mark, body = data.partition(b"\r\n\r\n")
    if len(data) > LARGEST:
        return Whole.NOT_OURS
    if not mark:
        return Whole.NOT_YET
    head = _HEADS.get(start) or _read_head(start)
    if head is None or len(body) > head.length:
        return Whole.NOT_OURS
    return _about(head.kept, body) if len(body) == head.length else Whole.NOT_YET


def _read_head(start: bytes) -> _Head | None:
    """Return a head; None of one that goes Django's way."""
    length, kept, lines = None, [], start.split(b"\r\n")
    for line in lines:
        if line[:1] in b"CcXxTt" and (found := _LENGTH.fullmatch(line)):
            if length is not None:
                return None
            length = int(found.group(1))
        elif line[:1] in b"CcEeTtUu" and _UNUSUAL.fullmatch(line):
            return None
        elif not (line[:1] in b"XxTt" and _OWN_MARK.fullmatch(line)):
            kept.append(line)
    if length is None:
        return None
    head = _Head(b"\n".join(kept), length)
    if len(kept) == len(lines) - 1:
        _remember(start, head)
    return head


def _remember(start: bytes, head: _Head) -> None:
    if len(_HEADS) >= MOST_HEADS:
        _HEADS.clear()
    _HEADS[start] = head


def _about(head: bytes, body: bytes) -> Asked | Whole:
    found = NUMBER.findall(body)
    if len(found) != 1:
        return Whole.NOT_OURS
    before, _, after = body.partition(found[0])
    return Asked((head, before, after), found[0].decode())
