"""Who opened what while there was no network: a chain of entries, written before anything is shown, and given back.

Each entry is sealed with a key that lies inside the pack (HMAC-SHA-256) over the entry before it: one that was changed,
left out or put in between is seen. Whoever has the passphrase could write a chain of their own; it says who they say
they are, and no more.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.errors import Refused
from accord.sharing.copies import codes

TITLE = "accord downtime openings, version 1"
WHOLE_PACK = "-"
"""In the place of a person: the list of names was opened."""
LONGEST_WORDS, LONGEST_GIVEN, MOST_ENTRIES = 120, 1_000, 5_000
LOG = re.compile("[0-9a-f]{32}")
NO_LOG = "is no file of openings."
ACCEPTED = "Give the whole file that the pack saved, as it is."


class Why(Choice):
    """Why a pack was opened."""

    EMERGENCY = "emergency", "An emergency"
    CARE = "care", "Care, while Accord cannot be reached"
    DRILL = "drill", "A drill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One opening, as whoever opened it said; `person_id` None is the list of names."""

    number: int
    at: datetime
    who: str
    job: str
    why: Why
    person_id: UUID | None
    seal: str = ""

    @property
    def text(self) -> str:
        """What is sealed."""
        person = str(self.person_id) if self.person_id else WHOLE_PACK
        return "\n".join((str(self.number), _iso(self.at), self.who, self.job, self.why.value, person))

    def sealed_after(self, before: str, key: bytes) -> Opening:
        """Return it sealed, after the seal of the one before."""
        return replace(self, seal=_seal(before, self.text, key))


@dataclass(frozen=True, slots=True, kw_only=True)
class DowntimeLog:
    """The openings of one pack in one browser, or by one command, from the first."""

    code: str
    log: str
    entries: tuple[Opening, ...] = ()

    def and_then(self, opening: Opening, key: bytes) -> DowntimeLog:
        """Return it with another opening, under the next number."""
        before = self.entries[-1].seal if self.entries else self.log
        sealed = replace(opening, number=len(self.entries) + 1).sealed_after(before, key)
        return replace(self, entries=(*self.entries, sealed))

    def is_sealed(self, key: bytes) -> bool:
        """Whether every entry is sealed after the one before, from the first on."""
        before = self.log
        for number, each in enumerate(self.entries, 1):
            if each.number != number or not hmac.compare_digest(each.seal, _seal(before, each.text, key)):
                return False
            before = each.seal
        return True

    def as_json(self) -> dict[str, Any]:
        """Return it as it is given back."""
        listed = [
            {
                "number": each.number,
                "at": _iso(each.at),
                "who": each.who,
                "job": each.job,
                "why": each.why.value,
                "person": str(each.person_id) if each.person_id else WHOLE_PACK,
                "seal": each.seal,
            }
            for each in self.entries
        ]
        return {"title": TITLE, "pack": self.code, "log": self.log, "entries": listed}


def begin(code: str) -> DowntimeLog:
    """Return the empty log of a pack."""
    return DowntimeLog(code=code, log=secrets.token_hex(16))


def opening(*, who: str, job: str, why: Why, person_id: UUID | None, at: datetime) -> Opening:
    """Return an opening. Raises Refused where nobody says who they are."""
    named, does = line(who), line(job)
    if not named:
        raise Refused.one("who", "is empty.", "Say who you are: nothing is shown before.")
    return Opening(number=0, at=at, who=named, job=does, why=why, person_id=person_id)


def read(text: str) -> DowntimeLog:
    """Return the log that a file holds. Raises Refused where it holds none."""
    try:
        told = json.loads(text)
        held = DowntimeLog(code=codes.read(told["pack"]), log=told["log"], entries=_entries(told["entries"]))
        is_one = told["title"] == TITLE and LOG.fullmatch(held.log) and len(held.entries) <= MOST_ENTRIES
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, Refused) as wrong:
        raise Refused.one("openings", NO_LOG, ACCEPTED) from wrong
    if not is_one:
        raise Refused.one("openings", NO_LOG, ACCEPTED)
    return held


def line(text: str) -> str:
    """Return what somebody typed as one line that can be read."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(printable.split())[:LONGEST_WORDS].strip()


def _entries(told: Iterable[Mapping[str, Any]]) -> tuple[Opening, ...]:
    return tuple(_entry(each) for each in told)


def _entry(told: Mapping[str, Any]) -> Opening:
    who, job, at = str(told["who"]), str(told["job"]), datetime.fromisoformat(told["at"])
    if "\n" in who + job or len(who + job) > LONGEST_GIVEN or not line(who) or at.tzinfo is None:
        raise ValueError("not as a pack writes it")
    return Opening(
        number=int(told["number"]),
        at=at,
        who=who,
        job=job,
        why=Why(told["why"]),
        person_id=None if told["person"] == WHOLE_PACK else UUID(told["person"]),
        seal=str(told["seal"]),
    )


def _seal(before: str, text: str, key: bytes) -> str:
    return hmac.digest(key, f"{TITLE}\n{before}\n{text}".encode(), "sha256").hex()


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
