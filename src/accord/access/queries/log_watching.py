"""Watch a log from outside: hold what it shows now against the heads that were kept, with no trust in whoever runs it.

A head that was signed cannot be taken back. Two heads that do not fit together, each with its signature, show anybody
that the log was rewritten, cut, or shown to one in another form than to another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from accord.access.queries.log_heads import Head, head_from
from accord.domain.transparency import proves_consistency

Ask = Callable[[str, Mapping[str, str]], tuple[int, Mapping[str, Any]]]
"""Puts a question to the log, and gives the status and what is told."""
ANSWERED, NOT_PROVED = 200, 409
GONE = "firstUnknown"
"""The end of the error type by which a log says that it has no such head (RFC 9162, section 5.3)."""


class Fork(StrEnum):
    """In what way a log is not the one of which a head was kept."""

    NOT_SIGNED = "not_signed"
    TWO_HEADS = "two_heads"
    WENT_BACK = "went_back"
    HEAD_GONE = "head_gone"
    NOT_A_BEGINNING = "not_a_beginning"


WORDS = {
    Fork.NOT_SIGNED: "the head of {shown:,} rows is not signed with a key that you trust (its key: {key})",
    Fork.TWO_HEADS: "there are two heads of {shown:,} rows: the log shown now is not the one of which you keep a head",
    Fork.WENT_BACK: "the log shows {shown:,} rows, and you keep a head of {kept:,}: it was cut, or set back",
    Fork.HEAD_GONE: "the log of {shown:,} rows no longer knows the head of {kept:,} rows that you keep",
    Fork.NOT_A_BEGINNING: "the log of {shown:,} rows does not begin with the {kept:,} rows of which you keep a head",
}


class NoAnswer(Exception):
    """The log did not answer what it was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was seen: the head shown now, how many kept heads it was held against, and what did not fit."""

    shown: Head
    held: int
    forks: Sequence[tuple[Fork, Head | None]]

    def evidence(self) -> Iterator[dict[str, Any]]:
        """Yield, for each that did not fit, the two heads that show it."""
        for fork, kept in self.forks:
            told = {"fork": fork.value, "says": self._say(fork, kept), "shown": self.shown.as_json()}
            yield told | ({"kept": kept.as_json()} if kept else {})

    def _say(self, fork: Fork, kept: Head | None) -> str:
        return WORDS[fork].format(shown=self.shown.size, kept=kept.size if kept else 0, key=self.shown.key_id)


def look(ask: Ask, *, kept: Sequence[Head], trusted: Collection[str]) -> Sight:
    """Ask for the newest head and hold it against those that were kept. With no key to trust, its own is believed."""
    shown = _head(_answer(ask, "get-sth", {}), "sth")
    if not shown.is_signed_by_one_of(trusted or {shown.key_id}):
        return Sight(shown=shown, held=0, forks=[(Fork.NOT_SIGNED, None)])
    forks = [(fork, head) for head in kept if (fork := _compare(ask, head, shown)) is not None]
    return Sight(shown=shown, held=len(kept), forks=forks)


def _compare(ask: Ask, kept: Head, shown: Head) -> Fork | None:
    if kept.size == shown.size:
        return None if kept.root == shown.root else Fork.TWO_HEADS
    if kept.size > shown.size:
        return Fork.WENT_BACK
    status, told = ask("get-sth-consistency", {"first": str(kept.size), "second": str(shown.size)})
    if str(told.get("type", "")).endswith(f":{GONE}"):
        return Fork.HEAD_GONE
    if status == NOT_PROVED:
        return Fork.NOT_A_BEGINNING
    if status != ANSWERED:
        raise NoAnswer(_said(status, told))
    return None if _proves(told, kept, shown) else Fork.NOT_A_BEGINNING


def _proves(told: Mapping[str, Any], kept: Head, shown: Head) -> bool:
    """Return whether the proof leads from the root that was kept to the one shown: our own heads, not those told."""
    try:
        path = [bytes.fromhex(node) for node in told["path"]]
    except (ValueError, KeyError, TypeError):
        return False
    return proves_consistency(old=kept.size, new=shown.size, old_root=kept.root, new_root=shown.root, path=path)


def _answer(ask: Ask, what: str, asked: Mapping[str, str]) -> Mapping[str, Any]:
    status, told = ask(what, asked)
    if status != ANSWERED:
        raise NoAnswer(_said(status, told))
    return told


def _head(told: Mapping[str, Any], name: str) -> Head:
    head = head_from(json.dumps(told.get(name)))
    if head is None:
        raise NoAnswer("what it shows is no signed head")
    return head


def _said(status: int, told: Mapping[str, Any]) -> str:
    return f"it answers {status}: {str(told.get('detail', ''))[:200]}"
