"""What a system asks to hear, read from the Subscription that it sends; and the Subscription that it is given back.

Everything that is not known here is refused: a filter that is passed over tells of the wrong people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from accord.domain.errors import Refused
from accord.sharing.deliveries.topics import BACKPORT, TOPIC, PlanChange

AT = "Subscription"
MIMES = frozenset({"application/fhir+json", "application/json"})
FILTER, CONTENT, HEARTBEAT, PATIENCE, MOST = (
    f"{BACKPORT}/backport-{name}"
    for name in ("filter-criteria", "payload-content", "heartbeat-period", "timeout", "max-count")
)
NOT_FOR_THEM = frozenset({"host", "content-length", "content-type", "transfer-encoding", "connection", "upgrade", "te"})
MOST_HEADERS = 10
USUAL_PATIENCE, LONGEST_PATIENCE = 10, 30
USUAL_AT_ONCE, MOST_AT_ONCE = 100, 500
"""Events in one notification, which then has at most some 0.5 MB: a limit of our own."""
SHORTEST_BEAT, LONGEST_BEAT = 10, 86_400
_HEADER = re.compile(r"(?P<name>[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}):[ \t]*(?P<value>[\x21-\x7e][\x20-\x7e]{0,2000})")
_FILTERS = ("kind", "organisation", "patient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Of which changes, and of whom: of an organisation's people, or of one person."""

    kinds: tuple[PlanChange, ...] = tuple(PlanChange)
    people_of: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A subscription as it is asked for."""

    endpoint: str
    reason: str
    wants: Filter
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    ends_at: datetime | None = None
    heartbeat_seconds: int | None = None
    patience_seconds: int = USUAL_PATIENCE
    most_at_once: int = USUAL_AT_ONCE


def read_wanted(made: Mapping[str, Any]) -> Wanted:
    """Read a Subscription that FHIR allows; raises `Refused` where it asks for what is not done here."""
    _refuse_others(made, {"resourceType", "id", "meta", "text", "status", "reason", "criteria", "_criteria", "end",
                          "channel"}, AT)  # fmt: skip
    if made["status"] != "requested":
        raise Refused.one(f"{AT}.status", "is set by us.", "Send requested.")
    if made["criteria"] != TOPIC:
        raise Refused.one(f"{AT}.criteria", "is no topic that is known here.", f"Accepted: {TOPIC}.")
    channel = made["channel"]
    _refuse_others(channel, {"type", "endpoint", "payload", "_payload", "header", "extension"}, f"{AT}.channel")
    _check_channel(channel)
    said = _extensions(channel, (HEARTBEAT, PATIENCE, MOST), f"{AT}.channel.extension")
    beat = _number(said.get(HEARTBEAT), HEARTBEAT, SHORTEST_BEAT, LONGEST_BEAT)
    return Wanted(
        endpoint=channel.get("endpoint", ""),
        reason=made["reason"][:300],
        wants=_filter(made),
        headers=dict(_headers(channel.get("header", []))),
        ends_at=datetime.fromisoformat(made["end"].replace("Z", "+00:00")) if "end" in made else None,
        heartbeat_seconds=beat,
        patience_seconds=_number(said.get(PATIENCE), PATIENCE, 1, LONGEST_PATIENCE) or USUAL_PATIENCE,
        most_at_once=_number(said.get(MOST), MOST, 1, MOST_AT_ONCE) or USUAL_AT_ONCE,
    )


def _check_channel(channel: Mapping[str, Any]) -> None:
    if channel["type"] != "rest-hook":
        raise Refused.one(f"{AT}.channel.type", "is not offered here.", "Accepted: rest-hook.")
    if channel.get("payload") not in MIMES:
        raise Refused.one(f"{AT}.channel.payload", "is not sent here.", "Accepted: application/fhir+json.")
    content = _extensions(channel.get("_payload", {}), (CONTENT,), f"{AT}.channel.payload")
    if content.get(CONTENT) != "id-only":
        raise Refused.one(f"{AT}.channel.payload", "says no content that is sent here.", "Accepted: id-only.")


def _filter(made: Mapping[str, Any]) -> Filter:
    at = f"{AT}.criteria"
    said = _extensions(made.get("_criteria", {}), (FILTER,), at).get(FILTER)
    if said is None:
        return Filter()
    kind, mark, query = str(said).partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    given = dict(pairs)
    if kind not in ("", "Composition") or not mark or not given or len(given) < len(pairs) or {*given} - {*_FILTERS}:
        accepted = "Accepted: Composition?kind=cancelled,superseded&organisation=Y90001, or patient=Patient/<id>."
        raise Refused.one(at, "holds a filter that is not known here.", accepted)
    person_id = _person(given["patient"]) if "patient" in given else None
    if not re.fullmatch(r"[A-Z0-9]{1,12}", given.get("organisation", "X")):
        raise Refused.one(at, "names no organisation.", "Give its ODS code.")
    return Filter(
        kinds=tuple(_kinds(given["kind"])) if "kind" in given else tuple(PlanChange),
        people_of=given.get("organisation", ""),
        person_id=person_id,
    )


def _kinds(said: str) -> Iterator[PlanChange]:
    for each in dict.fromkeys(said.split(",")):
        if each not in {kind.value for kind in PlanChange}:
            accepted = f"Accepted: {', '.join(kind.value for kind in PlanChange)}."
            raise Refused.one(f"{AT}.criteria", "names a kind that is not known here.", accepted)
        yield PlanChange(each)


def _person(said: str) -> UUID:
    try:
        return UUID(said.removeprefix("Patient/"))
    except ValueError as wrong:
        raise Refused.one(f"{AT}.criteria", "names nobody by an id.", "Give patient=Patient/<id>.") from wrong


def _headers(given: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(given) > MOST_HEADERS:
        raise Refused.one(f"{AT}.channel.header", "are too many.", f"Give {MOST_HEADERS} at most.")
    for each in given:
        found = _HEADER.fullmatch(each)
        if found is None or found["name"].lower() in NOT_FOR_THEM:
            raise Refused.one(f"{AT}.channel.header", "holds one that cannot be sent.", "Give Name: value.")
        yield found["name"], found["value"].strip()


def _extensions(held: Mapping[str, Any], known: Sequence[str], at: str) -> dict[str, Any]:
    """Return the extensions of an element by their address; raises `Refused` for one that is not known."""
    found: dict[str, Any] = {}
    for each in held.get("extension", []):
        values = [value for name, value in each.items() if name.startswith("value")]
        if each["url"] not in known or each["url"] in found or not values:
            raise Refused.one(at, "holds an extension that is not known here.", f"Accepted: {', '.join(known)}.")
        found[each["url"]] = values[0]
    return found


def _number(said: object, name: str, least: int, most: int) -> int | None:
    if said is None:
        return None
    if not isinstance(said, int) or not least <= said <= most:
        raise Refused.one(f"{AT}.channel.extension", f"{name} is none.", f"Give a whole number, {least} to {most}.")
    return said


def _refuse_others(held: Mapping[str, Any], known: set[str], at: str) -> None:
    others = sorted(held.keys() - known)
    if others:
        raise Refused.one(f"{at}.{others[0]}", "is not known here.", f"Accepted: {', '.join(sorted(known))}.")
