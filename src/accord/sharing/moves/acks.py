"""Acknowledgements of HL7 v2 (chapter 2.9.2): taken (AA), wrong in a field (AE), or no message for us (AR).

AA says that the message is kept, and will be seen to whatever happens to us: placed, or shown to somebody. From
version 2.5 on the error stands in ERR-2, ERR-3 and ERR-8; before, in ERR-1. MSA-3 says it in words in each.
"""

from __future__ import annotations

import re
from datetime import datetime
from uuid import uuid4

from accord.sharing.moves.adt import Header
from accord.sharing.moves.messages import Wrong

TEXTS = {
    "101": "Required field missing",
    "102": "Data type error",
    "103": "Table value not found",
    "200": "Unsupported message type",
    "201": "Unsupported event code",
    "202": "Unsupported processing id",
    "203": "Unsupported version id",
    "204": "Unknown key identifier",
    "205": "Duplicate key identifier",
    "207": "Application internal error",
}
TABLE = "HL70357"
ERR_IN_PARTS = "2.5"
"""The first version in which ERR has fields of its own for where, what and in which words."""
_PLACE = re.compile(r"([A-Z0-9]{3})-(\d+)")


def taken(header: Header, now: datetime, words: str = "") -> str:
    """Return the answer to a message that was taken."""
    return "\r".join([_header(header, now), _answer(header, "AA", words), ""])


def refused(header: Header, wrong: Wrong, now: datetime) -> str:
    """Return the answer to one that was not, with the field."""
    words = f"{wrong.at} {wrong.words}" if wrong.at not in wrong.words else wrong.words
    kind = "AR" if wrong.is_unread else "AE"
    return "\r".join([_header(header, now), _answer(header, kind, words), _error(header, wrong, words), ""])


def failed(header: Header, now: datetime) -> str:
    """Return the answer where we could not keep the message: it is to be sent again."""
    wrong = Wrong("MSH-10", "It could not be kept here. Send it again.", "207", is_unread=True)
    return refused(header, wrong, now)


def _header(header: Header, now: datetime) -> str:
    field, parts = header.separators[0], header.separators[1]
    return field.join(
        (
            "MSH",
            header.separators[1:],
            *header.receiver,
            *header.sender,
            f"{now:%Y%m%d%H%M%S%z}",
            "",
            parts.join(part for part in ("ACK", header.event) if part),
            uuid4().hex[:20],
            header.processing,
            header.version,
        )
    )


def _answer(header: Header, kind: str, words: str) -> str:
    said = ["MSA", kind, header.control, _escaped(header, words)]
    return header.separators[0].join(said).rstrip(header.separators[0])


def _error(header: Header, wrong: Wrong, words: str) -> str:
    field, parts, inner = header.separators[0], header.separators[1], header.separators[4]
    found = _PLACE.fullmatch(wrong.at)
    segment, number = found.groups() if found else ("MSH", "9")
    text = TEXTS[wrong.code]
    if header.version < ERR_IN_PARTS:
        return field.join(("ERR", parts.join((segment, "1", number, inner.join((wrong.code, text, TABLE))))))
    code = parts.join((wrong.code, text, TABLE))
    return field.join(("ERR", "", parts.join((segment, "1", number)), code, "E", "", "", "", _escaped(header, words)))


def _escaped(header: Header, words: str) -> str:
    field, component, repetition, escape, inner = tuple(header.separators)
    letters = {escape: "E", field: "F", component: "S", inner: "T", repetition: "R"}
    plain = " ".join(words.split())
    return "".join(f"{escape}{letters[each]}{escape}" if each in letters else each for each in plain)
