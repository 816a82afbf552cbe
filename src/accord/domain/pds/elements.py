"""The elements of a FHIR R4 Patient: periods, codes, names, addresses, telecoms, references."""

from __future__ import annotations

import re
from datetime import date

from accord.domain.errors import Refused
from accord.domain.json_documents import Fields
from accord.domain.moments import Moment
from accord.domain.pds.patients import PdsAddress, PdsName, PdsOrganisation, PdsTelecom, Period

ODS_SYSTEM = "https://fhir.nhs.uk/Id/ods-organization-code"
_UKCORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
_PARTIAL = re.compile(r"\d{4}(-\d{2})?")
UNKNOWN_EXTENSION = "This software does not know this extension."


def read_day(fields: Fields, name: str) -> date | None:
    """Take a FHIR date or dateTime as a day in London. A year or month alone is left, and named as not placed."""
    text = fields.text(name)
    if not text:
        return None
    if _PARTIAL.fullmatch(text):
        fields.leave(name, "Only the year or the month is given, and a day is needed.")
        return None
    try:
        return Moment.read(text, fields.at(name)).day
    except Refused as refused:
        fields.wrong.extend(refused.errors)
        return None


def read_period(fields: Fields, name: str = "period") -> Period:
    """Take a Period. One that ends before it begins is refused."""
    period = fields.child(name)
    start, end = read_day(period, "start"), read_day(period, "end")
    if start and end and end < start:
        period.complain("end", "is before the start.", "Give an end on or after the start.")
    return Period(start=start, end=end)


def read_code(fields: Fields) -> tuple[str, str]:
    """Take a CodeableConcept: the first coding's code and its words. Any further coding is named as not placed."""
    codings = fields.children("coding")
    for other in codings[1:]:
        other.set_aside("A second code for the same thing: the first was taken.")
    code, words = read_coding(codings[0]) if codings else ("", "")
    return code, fields.text("text") or words or code


def read_coding(coding: Fields) -> tuple[str, str]:
    """Take a Coding: its code and its words."""
    coding.ignore("system", "version", "userSelected")
    return coding.text("code"), coding.text("display")


def extensions(fields: Fields, name: str = "extension") -> list[tuple[str, Fields]]:
    """Take the extensions of an element, each with its address."""
    return [(each.text("url"), each) for each in fields.children(name)]


def set_aside_extensions(fields: Fields) -> None:
    """Name every extension of an element as not placed."""
    for _, extension in extensions(fields):
        extension.set_aside(UNKNOWN_EXTENSION)


def read_name(fields: Fields) -> PdsName:
    """Take a HumanName."""
    fields.ignore("id")
    set_aside_extensions(fields)
    return PdsName(
        family=fields.text("family"),
        given=fields.texts("given"),
        prefix=fields.texts("prefix"),
        suffix=fields.texts("suffix"),
        use=fields.text("use"),
        text=fields.text("text"),
        period=read_period(fields),
    )


def read_address(fields: Fields) -> PdsAddress:
    """Take an Address. Lines that PDS leaves empty are left out; a town or county that is given follows the lines."""
    fields.ignore("id", "type")
    rest = (fields.text("city"), fields.text("district"), fields.text("state"), fields.text("country"))
    return PdsAddress(
        lines=tuple(line for line in (*fields.texts("line"), *rest) if line),
        postcode=fields.text("postalCode"),
        use=fields.text("use"),
        text=fields.text("text"),
        keys=_address_keys(fields),
        period=read_period(fields),
    )


def _address_keys(fields: Fields) -> tuple[tuple[str, str], ...]:
    keys = []
    for url, extension in extensions(fields):
        if url != f"{_UKCORE}AddressKey":
            extension.set_aside(UNKNOWN_EXTENSION)
            continue
        parts = nested(extension)
        kind = read_coding(parts["type"].child("valueCoding"))[0] if "type" in parts else ""
        keys.append((kind, parts["value"].text("valueString") if "value" in parts else ""))
    return tuple(keys)


def nested(extension: Fields, *known: str) -> dict[str, Fields]:
    """Take the parts of an extension by name; one that is not `known` (if any are), or comes twice, is set aside."""
    found: dict[str, Fields] = {}
    for url, part in extensions(extension):
        if (known and url not in known) or url in found:
            part.set_aside("This software does not know this part of the extension, or it comes twice.")
        else:
            found[url] = part
    return found


def read_telecom(fields: Fields) -> PdsTelecom:
    """Take a ContactPoint."""
    fields.ignore("id", "rank")
    other = ""
    for url, extension in extensions(fields):
        if url == f"{_UKCORE}OtherContactSystem":
            code, words = read_coding(extension.child("valueCoding"))
            other = words or code
        else:
            extension.set_aside(UNKNOWN_EXTENSION)
    return PdsTelecom(
        system=fields.text("system"),
        value=fields.text("value"),
        use=fields.text("use"),
        other=other,
        period=read_period(fields),
    )


def read_organisation(fields: Fields) -> PdsOrganisation | None:
    """Take a Reference to an organisation by its ODS code; one that gives no such code is set aside."""
    fields.ignore("id", "type", "display")
    identifier = fields.child("identifier")
    identifier.ignore("use", "type")
    if not fields.values:
        return None
    if identifier.text("system") not in (ODS_SYSTEM, "") or not identifier.text("value"):
        fields.set_aside("It does not name an organisation by its ODS code.")
        return None
    return PdsOrganisation(code=identifier.text("value").upper(), period=read_period(identifier))
