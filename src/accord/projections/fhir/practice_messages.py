"""What a practice is sent, in FHIR R4: a message with a notice in words, and the plans that stand; and what it answers.

The shape of message and answer is that of ITK3 (a message Bundle whose MessageHeader names what it answers), in R4: its
own profiles are of STU3. An answer is read in JSON and in XML, of either version.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from accord.domain.choices import Choice
from accord.domain.people import Identity
from accord.projections.fhir.elements import Made, coding, concept, identifier, reference
from accord.projections.fhir.narratives import narrative
from accord.projections.fhir.people import patient
from accord.projections.fhir.systems import CANONICAL, ODS_ORGANISATION

EVENTS = f"{CANONICAL}/CodeSystem/practice-message"
UUIDS = "https://tools.ietf.org/html/rfc4122"
_FHIR = "{http://hl7.org/fhir}"
TAKEN = "ok"


class MessageKind(Choice):
    """Why a practice is written to."""

    SIGNED = "signed", "A plan was signed"
    CANCELLED = "cancelled", "A plan was cancelled"
    DISCHARGED = "discharged", "The person left hospital"
    CHANGED = "changed", "What stands has changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is said: why, about whom, from whom to whom, and the plans as the practice may read them."""

    local_id: UUID
    kind: MessageKind
    person: Identity
    at: datetime
    sender: tuple[str, str]
    """ODS code and name of the organisation for which it is sent."""
    practice: tuple[str, str]
    mailboxes: tuple[str, str]
    happened: Sequence[str]
    stands: Sequence[str]
    plans: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a practice's system answered to which message."""

    about: str
    is_taken: bool
    words: str


def message(letter: Letter) -> Made:
    """Return a message: its header, the notice, and each plan as the document that it is."""
    documents = [_notice(letter), *(dict(each) for each in letter.plans)]
    header = _header(letter, documents)
    return {
        "resourceType": "Bundle",
        "id": str(letter.local_id),
        "identifier": identifier(UUIDS, str(letter.local_id)),
        "type": "message",
        "timestamp": letter.at.isoformat(),
        "entry": [{"fullUrl": _url(each), "resource": each} for each in (header, *documents)],
    }


def _url(resource: Mapping[str, Any]) -> str:
    return f"{CANONICAL}/{resource['resourceType']}/{resource['id']}"


def _header(letter: Letter, documents: Sequence[Made]) -> Made:
    ours, theirs = letter.mailboxes
    return {
        "resourceType": "MessageHeader",
        "id": str(letter.local_id),
        "eventCoding": coding(EVENTS, letter.kind.value, letter.kind.words),
        "destination": [
            {"name": letter.practice[1], "endpoint": f"mesh://{theirs}", "receiver": _organisation(letter.practice)}
        ],
        "sender": _organisation(letter.sender),
        "source": {"name": letter.sender[1], "software": "Accord", "endpoint": f"mesh://{ours}"},
        "focus": [{"reference": _url(each)} for each in documents],
    }


def _organisation(named: tuple[str, str]) -> Made:
    code, name = named
    return reference("Organization", by=identifier(ODS_ORGANISATION, code), display=name)


def _notice(letter: Letter) -> Made:
    number = uuid5(letter.local_id, "notice")
    composition: Made = {
        "resourceType": "Composition",
        "id": str(number),
        "status": "final",
        "type": concept(EVENTS, letter.kind.value, letter.kind.words),
        "subject": reference("Patient", letter.person.person_id),
        "date": letter.at.isoformat(),
        "author": [_organisation(letter.sender)],
        "title": letter.kind.words,
        "section": [
            {"title": "What happened", "text": narrative(letter.happened)},
            {"title": "What stands now", "text": narrative(letter.stands)},
        ],
    }
    return {
        "resourceType": "Bundle",
        "id": str(number),
        "identifier": identifier(UUIDS, str(number)),
        "type": "document",
        "timestamp": letter.at.isoformat(),
        "entry": [{"fullUrl": _url(each), "resource": each} for each in (composition, patient(letter.person))],
    }


def read_answer(body: bytes) -> Answer | None:
    """Return what a message answers; None where it answers nothing, or cannot be read."""
    try:
        text = body.decode("utf-8-sig")
        found = list(_from_xml(text) if text.lstrip().startswith("<") else _from_json(text))
    except (ValueError, ET.ParseError, RecursionError):
        return None
    said = dict(each for each in found if each[0] != "words")
    if not said.get("identifier") or not said.get("code"):
        return None
    words = "; ".join(dict.fromkeys(each for name, each in found if name == "words"))
    about = said["identifier"].removeprefix("urn:uuid:").lower()
    return Answer(about=about, is_taken=said["code"] == TAKEN, words=f"{said['code']} {words}".strip()[:200])


def _from_xml(text: str) -> Iterator[tuple[str, str]]:
    if "<!" in text.replace("<!--", ""):
        return
    root = ET.fromstring(text)  # noqa: S314  (no document type: no entities that could grow)
    for answered in root.iterfind(f".//{_FHIR}MessageHeader/{_FHIR}response"):
        for name in ("identifier", "code"):
            yield from ((name, each.get("value", "")) for each in answered.iterfind(f"{_FHIR}{name}"))
    details = f".//{_FHIR}OperationOutcome/{_FHIR}issue/{_FHIR}details"
    for at in (f"{_FHIR}coding/{_FHIR}code", f"{_FHIR}coding/{_FHIR}display", f"{_FHIR}text"):
        yield from (("words", each.get("value", "")) for each in root.iterfind(f"{details}/{at}"))


def _from_json(text: str) -> Iterator[tuple[str, str]]:
    for resource in _resources(json.loads(text)):
        answered = resource.get("response")
        if resource.get("resourceType") == "MessageHeader" and isinstance(answered, dict):
            yield from ((name, str(answered.get(name, ""))) for name in ("identifier", "code"))
        if resource.get("resourceType") == "OperationOutcome":
            for issue in _dicts(resource.get("issue")):
                details = issue.get("details")
                yield from _details(details) if isinstance(details, dict) else ()


def _details(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for each in _dicts(details.get("coding")):
        yield from (("words", str(each[name])) for name in ("code", "display") if each.get(name))
    if details.get("text"):
        yield "words", str(details["text"])


def _resources(made: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(made, dict):
        yield made
        for each in _dicts(made.get("entry")):
            if isinstance(each.get("resource"), dict):
                yield each["resource"]


def _dicts(made: Any) -> Iterator[Mapping[str, Any]]:
    return (each for each in (made if isinstance(made, list) else ()) if isinstance(each, dict))
