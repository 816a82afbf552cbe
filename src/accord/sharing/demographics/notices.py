"""Reading a notice of the Multicast Notification Service, in either of its shapes; lenient in what is not needed.

As FHIR: a Bundle of type history whose first entry is a Parameters (event type, subject, perhaps a version), and whose
second, where there is one, is the resource as the source holds it. Or as a CloudEvent, with that resource as its data.
(reference: interop.md 5.1; NHSDigital multicast-notification-service, signal schema.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.errors import Refused

LONGEST = 200


class NoticeOf(Choice):
    """What a notice that is followed here tells of, by the name of its event type."""

    DEATH = "pds-death-notification-2", "A death was recorded, changed or taken back nationally"
    NUMBER = "nhs-number-change-2", "The NHS number changed nationally"
    PRACTICE = "pds-change-of-gp-2", "The GP practice changed nationally"
    RECORD = "pds-record-change-2", "The national record changed"
    FLAGS = "patientflags-change-1", "A national flag changed: look it up at its source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice as it was read. `kind` may be one that is not followed here; `resource` is what came with it."""

    id: UUID
    kind: str
    source: str
    subject: str
    at: datetime
    resource: Mapping[str, Any] | None = None

    @property
    def version(self) -> int | None:
        """The version of the resource at its source; None where it says none."""
        said = str((self.resource or {}).get("meta", {}).get("versionId", ""))
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def read_notice(body: object) -> Notice:
    """Return a notice, or raise `Refused` naming what is missing."""
    if not isinstance(body, Mapping):
        raise Refused.one("notice", "is no object of JSON.", "Send a Bundle of type history, or a CloudEvent.")
    return _cloud_event(body) if "specversion" in body else _bundle(body)


def _cloud_event(body: Mapping[str, Any]) -> Notice:
    data = body.get("data")
    return Notice(
        id=_uuid(body.get("id"), "id"),
        kind=_text(body.get("type"), "type"),
        source=_text(body.get("source"), "source"),
        subject=_text(body.get("subject"), "subject"),
        at=_moment(body.get("time"), "time"),
        resource=data if isinstance(data, Mapping) and data.get("resourceType") else None,
    )


def _bundle(body: Mapping[str, Any]) -> Notice:
    if body.get("resourceType") != "Bundle" or body.get("type") != "history":
        raise Refused.one("notice", "is of another shape.", "Send a Bundle of type history, or a CloudEvent.")
    entries = [each for each in _list(body.get("entry")) if isinstance(each, Mapping)]
    first = _of(entries[:1], "resource")
    named = {str(each.get("name")): each for each in _list(first.get("parameter")) if isinstance(each, Mapping)}
    context = _parts(named.get("additional-context"))
    event = _parts(named.get("notification-event"))
    subject = _mapping(_mapping(_value(context.get("subject"))).get("identifier")).get("value")
    return Notice(
        id=_uuid(body.get("id"), "Bundle.id"),
        kind=_text(_value(context.get("event-type")), "additional-context.event-type"),
        source=_text(_value(context.get("source")), "additional-context.source"),
        subject=_text(subject, "additional-context.subject"),
        at=_moment(_value(event.get("timestamp")) or body.get("timestamp"), "timestamp"),
        resource=_of(entries[1:2], "resource") or None,
    )


def _parts(parameter: Mapping[str, Any] | None) -> dict[str, Mapping[str, Any]]:
    held = _list((parameter or {}).get("part"))
    return {str(each.get("name")): each for each in held if isinstance(each, Mapping)}


def _value(part: Mapping[str, Any] | None) -> Any:
    return next((value for name, value in (part or {}).items() if name.startswith("value")), None)


def _of(entries: Iterable[Mapping[str, Any]], name: str) -> Mapping[str, Any]:
    return next((_mapping(each.get(name)) for each in entries), {})


def _mapping(said: object) -> Mapping[str, Any]:
    return said if isinstance(said, Mapping) else {}


def _list(said: object) -> Sequence[Any]:
    return said if isinstance(said, list) else []


def _uuid(said: object, at: str) -> UUID:
    try:
        return UUID(said if isinstance(said, str) else "")
    except ValueError as wrong:
        raise Refused.one(at, "is no UUID.", "A notice is known by its id, and taken once.") from wrong


def _text(said: object, at: str) -> str:
    if not isinstance(said, str) or not 0 < len(said) <= LONGEST or not said.isprintable():
        raise Refused.one(at, "is missing, or no text.", "Give what the service sent.")
    return said


def _moment(said: object, at: str) -> datetime:
    try:
        found = datetime.fromisoformat(said if isinstance(said, str) else "")
    except ValueError as wrong:
        raise Refused.one(at, "is no time.", "Give an ISO 8601 time.") from wrong
    return found if found.tzinfo else found.replace(tzinfo=UTC)
