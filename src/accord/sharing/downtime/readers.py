"""Opening a pack from the command line, with no database: the second way, where no browser can.

What is opened is written into a file beside the pack before anything is shown, in the same chain that the page writes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from accord.domain.errors import Refused
from accord.projections.words import say_time
from accord.sharing.copies import keys as copy_keys
from accord.sharing.copies.keys import PublishedKey
from accord.sharing.downtime import logs, packs, passphrases
from accord.sharing.downtime.logs import DowntimeLog, Why
from accord.sharing.downtime.packs import Pack
from accord.sharing.downtime.wording import as_text

ABSENCE = "Somebody who is not here may have a plan: absence is no answer."
CANNOT_TELL = "Nobody can tell from this pack whether a plan was changed or cancelled since."
OLD = "OUT OF DATE: it expired {}. Look for a newer one. What it says may have been changed or cancelled since."
CLOCK = "THE CLOCK OF THIS MACHINE IS WRONG: it stands before the pack was made. How old the pack is cannot be told."
UNSIGNED = "NOT SIGNED by a key in the list that was given: somebody else may have made this file."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who opens it, as they say, and why."""

    who: str
    job: str
    why: Why
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What is shown."""

    pack: Pack
    said: tuple[str, ...]
    people: Sequence[dict[str, Any]]
    lines: Sequence[str]
    log: Path


def open_pack(
    pack: Pack,
    passphrase: str,
    reader: Reader,
    *,
    beside: Path,
    words: str = "",
    although: bool = False,
    keys: Sequence[PublishedKey] | None = None,
) -> Opened:
    """Return the names in a pack, or with `words` the one plan that they find. Raises Refused where nothing opens."""
    said = said_of(pack, reader.at, keys)
    if reader.at >= pack.cover.expires_at and not although:
        raise Refused.one("pack", said[0], "Add --although-out-of-date where there is no newer one.")
    content = packs.unsealed(pack, passphrases.read(passphrase))
    found = _named(content["people"], words) if words else None
    log = _note(pack, content, reader, beside, UUID(found["id"]) if found else None)
    people = [found] if found else content["people"]
    lines = as_text(found) if found else [_in_a_line(each) for each in people]
    return Opened(pack=pack, said=said, people=people, lines=lines, log=log)


def said_of(pack: Pack, now: datetime, keys: Sequence[PublishedKey] | None) -> tuple[str, ...]:
    """Return what is said above whatever a pack shows: whether it may be believed."""
    cover = pack.cover
    ends = say_time(cover.expires_at)
    age = OLD.format(ends) if now >= cover.expires_at else f"It expires {ends}."
    age = CLOCK if now < cover.made_at else age
    forged = (UNSIGNED,) if keys is not None and not packs.is_signed(pack, keys) else ()
    return (age, *forged, ABSENCE, CANNOT_TELL)


def keys_in(file: Path | None) -> tuple[PublishedKey, ...] | None:
    """Return the keys in a file, if one is given. Raises Refused where it holds none."""
    if file is None:
        return None
    try:
        return copy_keys.from_json(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as wrong:
        raise Refused.one("--keys", "this is no list of keys.", "Give what lies at /copy-keys.json.") from wrong


def _named(people: Sequence[dict[str, Any]], words: str) -> dict[str, Any]:
    wanted, digits = words.casefold().split(), "".join(each for each in words if each.isdigit())
    found = [
        each
        for each in people
        if all(word in " ".join((each["name"], *each["others"])).casefold() for word in wanted)
        or (digits and digits in each["number"].replace(" ", ""))
    ]
    if len(found) != 1:
        count = "more than one person" if found else "nobody"
        accepted = "Give more of the name, or the NHS number." if found else ABSENCE
        raise Refused.one("--person", f"{count} in this pack has these words.", accepted)
    return found[0]


def _note(pack: Pack, content: dict[str, Any], reader: Reader, beside: Path, person_id: UUID | None) -> Path:
    """Write the opening down beside the pack, and return where; nothing is shown where that cannot be done."""
    path, key = beside.with_suffix(".openings.json"), bytes.fromhex(content["return_key"])
    held = logs.read(path.read_text(encoding="utf-8")) if path.exists() else logs.begin(pack.cover.code)
    if held.code != pack.cover.code or not held.is_sealed(key):
        raise Refused.one("openings", f"{path.name} is not of this pack, or was changed.", "Put it elsewhere first.")
    opening = logs.opening(who=reader.who, job=reader.job, why=reader.why, person_id=person_id, at=reader.at)
    path.write_text(_text(held.and_then(opening, key)), encoding="utf-8")
    return path


def _text(log: DowntimeLog) -> str:
    return json.dumps(log.as_json(), ensure_ascii=False, indent=1)


def _in_a_line(person: dict[str, Any]) -> str:
    return f"{person['name']}, born {person['born']}, NHS number {person['number']}"
