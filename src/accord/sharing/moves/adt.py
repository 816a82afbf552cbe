"""HL7 v2 ADT: admission, transfer and discharge (A01, A02, A03), and their cancellations (A11, A12, A13).

Fields are those of HL7 v2.4 chapter 3 (EVN, PID, PV1), which later versions kept. The NHS number is the repetition of
PID-3 whose assigning authority is NHS, or whose type is NH; organisations are named by their ODS codes. Read with
hl7apy, which knows the segments and data types of each version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hl7apy.consts import VALIDATION_LEVEL
from hl7apy.exceptions import HL7apyException
from hl7apy.parser import parse_message

from accord.domain.moments import LONDON
from accord.domain.told_moves import ToldKind
from accord.sharing.moves.messages import LONGEST, Message, NotAnAdmission, Patient, Wrong, in_time

KINDS = {
    "A01": ToldKind.ADMITTED,
    "A02": ToldKind.TRANSFERRED,
    "A03": ToldKind.DISCHARGED,
    "A11": ToldKind.ADMISSION_CANCELLED,
    "A12": ToldKind.TRANSFER_CANCELLED,
    "A13": ToldKind.DISCHARGE_CANCELLED,
}
VERSIONS = frozenset({"2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6"})
NHS_AUTHORITIES = frozenset({"NHS", "NHSNBR", "NHSNMBR", "2.16.840.1.113883.2.1.4.1"})
NHS_TYPES = frozenset({"NH", "NHS", "NHSNMBR"})
ADMITTED = frozenset({"I"})
"""Patient classes (table 0004) of somebody who is admitted."""
ENCODINGS = {"": "utf-8", "ASCII": "utf-8", "UNICODE UTF-8": "utf-8", "UNICODE": "utf-8", "8859/1": "latin-1"}
"""Character sets (table 0211); ASCII is part of UTF-8."""
REQUIRED, TYPE, VALUE, KIND, EVENT, PROCESSING, VERSION = "101", "102", "103", "200", "201", "202", "203"
"""Table 0357: what is wrong with a field, or with a message."""
USUAL = {
    "SEGMENT": "\r",
    "FIELD": "|",
    "COMPONENT": "^",
    "REPETITION": "~",
    "ESCAPE": "\\",
    "SUBCOMPONENT": "&",
}
"""The usual separators: whatever a message uses, its fields are read in these."""
ESCAPES = {"F": "|", "S": "^", "T": "&", "R": "~", "E": "\\"}
_ESCAPED = re.compile(r"\\([FSTRE]|[A-Z.0-9]+)\\")
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?([+-]\d{4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an answer needs of the message that it answers: who sent it to whom, and its number."""

    separators: str = "|^~\\&"
    sender: tuple[str, str] = ("", "")
    receiver: tuple[str, str] = ("", "")
    event: str = ""
    control: str = ""
    processing: str = "P"
    version: str = "2.4"


def decode(sent: bytes) -> str:
    """Return a message as text, in the character set that its header names; raises Wrong where it is not in it."""
    fields = sent.split(b"\r", 1)[0].split(sent[3:4] or b"|")
    named = fields[17].decode("ascii", "replace") if len(fields) > 17 else ""
    encoding = ENCODINGS.get(named.partition("~")[0].strip().upper())
    if encoding is None:
        raise Wrong("MSH-18", f"{named[:20]} is not read here: send UNICODE UTF-8 or 8859/1.", VALUE, is_unread=True)
    try:
        return re.sub(r"\r?\n", "\r", sent.decode(encoding))
    except UnicodeDecodeError as wrong:
        raise Wrong("MSH-18", "is not the character set of this message.", TYPE, is_unread=True) from wrong


def read_header(text: str) -> Header:
    """Return the header, as far as there is one: an answer is always possible."""
    line = re.split(r"[\r\n]", text, maxsplit=1)[0]
    if not line.startswith("MSH") or len(line) < 8:
        return Header()
    fields = line.split(line[3])
    held = [*fields, *[""] * 12]
    kind = held[8].split(line[4])
    return Header(
        separators=line[3:8],
        sender=(held[2], held[3]),
        receiver=(held[4], held[5]),
        event=kind[1] if len(kind) > 1 else "",
        control=held[9],
        processing=held[10] or "P",
        version=held[11].split(line[4])[0] or "2.4",
    )


def read(text: str, *, now: datetime, takes: frozenset[str]) -> Message:
    """Read a message; raises Wrong with the field, or NotAnAdmission. `takes`: the processing ids that are taken."""
    header = read_header(text)
    _check_header(header, text, takes)
    try:
        parsed = parse_message(text, validation_level=VALIDATION_LEVEL.TOLERANT, find_groups=False)
    except (HL7apyException, ValueError, IndexError, KeyError, AttributeError) as wrong:
        raise Wrong("MSH-9", "This is no message of HL7 v2 that can be read.", KIND, is_unread=True) from wrong
    held = _Fields(parsed)
    if held.said("PV1-2").upper() not in ADMITTED:
        held.needed("PV1-2")
        raise NotAnAdmission
    kind = KINDS[header.event]
    recorded = held.moment("EVN-2", now) or held.moment("MSH-7", now) or now
    return Message(
        control=header.control,
        visit=held.number("PV1-19"),
        kind=kind,
        at=_happened(held, kind, recorded, now),
        recorded_at=recorded,
        patient=_patient(held, now),
        place_code=held.said("PV1-3", 4).upper(),
        admitted_at=held.moment("PV1-44", now),
    )


def _check_header(header: Header, text: str, takes: frozenset[str]) -> None:
    if not text.startswith("MSH"):
        raise Wrong("MSH-1", "A message begins with MSH.", KIND, is_unread=True)
    if not 0 < len(header.control) <= LONGEST or not header.control.isprintable():
        raise Wrong("MSH-10", f"is the number of the message: {LONGEST} characters at most.", REQUIRED, is_unread=True)
    if header.version not in VERSIONS:
        raise Wrong("MSH-12", f"is one of {', '.join(sorted(VERSIONS))} here.", VERSION, is_unread=True)
    if header.processing.split(header.separators[1])[0] not in takes:
        raise Wrong("MSH-11", "is not taken here: no tests beside real people.", PROCESSING, is_unread=True)
    if header.event not in KINDS:
        raise Wrong("MSH-9", f"is ADT with one of {', '.join(KINDS)} here.", EVENT, is_unread=True)


def _happened(held: _Fields, kind: ToldKind, recorded: datetime, now: datetime) -> datetime:
    """Return when it happened: as the visit says it, else as the event does, else when it was recorded."""
    said = {ToldKind.ADMITTED: "PV1-44", ToldKind.DISCHARGED: "PV1-45"}.get(kind, "EVN-6")
    return held.moment(said, now) or held.moment("EVN-6", now) or recorded


def _patient(held: _Fields, now: datetime) -> Patient:
    born = held.said("PID-7")[:8]
    try:
        birth_date = date.fromisoformat(f"{born[:4]}-{born[4:6]}-{born[6:]}") if born else None
    except ValueError as wrong:
        raise Wrong("PID-7", "is a date: four digits of the year, two of the month, two of the day.", TYPE) from wrong
    if birth_date is not None and birth_date > now.date():
        raise Wrong("PID-7", "is in the future.", TYPE)
    return Patient(
        nhs_number=held.nhs_number(), family=held.said("PID-5"), given=held.said("PID-5", 2), birth_date=birth_date
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of a parsed message, by the names that HL7 gives them; what is not there is empty."""

    parsed: Any

    def said(self, name: str, component: int = 1) -> str:
        """Return the first repetition's component as text (its first part, where it has parts)."""
        field = next(self._repetitions(name), None)
        return _part(field, component) if field is not None else ""

    def needed(self, name: str) -> str:
        """Return the same, or raise Wrong where it is empty."""
        said = self.said(name)
        if not said:
            raise Wrong(name, "has to be given.", REQUIRED)
        return said

    def number(self, name: str) -> str:
        """Return a number of the sending system's own."""
        said = self.needed(name)
        if len(said) > LONGEST:
            raise Wrong(name, f"is longer than {LONGEST} characters.", TYPE)
        return said

    def moment(self, name: str, now: datetime) -> datetime | None:
        """Return a moment; without a zone it is one of London, and of a day alone its beginning."""
        said = self.said(name)
        return in_time(read_moment(said, name), now, name) if said else None

    def nhs_number(self) -> str:
        """Return the NHS number among the identifiers; raises Wrong where two differ."""
        found = {_part(each, 1) for each in self._repetitions("PID-3") if _is_nhs(each)} - {""}
        if len(found) > 1:
            raise Wrong("PID-3", "holds two NHS numbers.", VALUE)
        return "".join(found)

    def _repetitions(self, name: str) -> Iterator[Any]:
        segment, _, number = name.partition("-")
        for held in getattr(self.parsed, segment.lower(), ()):
            yield from getattr(held, f"{segment.lower()}_{number}", ())
            return


def read_moment(said: str, at: str) -> datetime:
    """Read a time stamp of HL7 (2.4, section 2.9.47): YYYYMMDD[HHMM[SS[.SSSS]]][+/-ZZZZ]."""
    found = _MOMENT.fullmatch(said)
    if found is None:
        raise Wrong(at, "is a time: YYYYMMDDHHMM, with seconds and a zone if you like.", TYPE)
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        local = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001  (its zone follows)
        return local.replace(tzinfo=_zone(zone) if zone else LONDON)
    except ValueError as wrong:
        raise Wrong(at, "is no time that there is.", TYPE) from wrong


def _zone(said: str) -> timezone:
    size = timedelta(hours=int(said[1:3]), minutes=int(said[3:]))
    return timezone(-size if said[0] == "-" else size)


def _is_nhs(identifier: Any) -> bool:
    authority = {part.upper() for part in _whole(identifier, 4).split("&") if part}
    return bool(authority & NHS_AUTHORITIES) or _part(identifier, 5).upper() in NHS_TYPES


def _part(field: Any, component: int) -> str:
    part = _whole(field, component).split("&")[0]
    whole = _ESCAPED.sub(lambda found: ESCAPES.get(found.group(1), ""), part)
    return "".join(letter for letter in whole if letter.isprintable()).strip()


def _whole(field: Any, component: int) -> str:
    components = str(field.to_er7(encoding_chars=USUAL)).split("^")
    return components[component - 1] if len(components) >= component else ""
