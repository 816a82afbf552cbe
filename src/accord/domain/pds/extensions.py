"""The extensions that PDS puts on a Patient, each read by its own function; any other is named as not placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accord.domain.choices import Answer
from accord.domain.json_documents import Fields
from accord.domain.pds.elements import (
    UNKNOWN_EXTENSION,
    extensions,
    nested,
    read_code,
    read_day,
    read_organisation,
    read_period,
)
from accord.domain.pds.patients import ContactPreferences, PdsCommunication, PdsOrganisation, Removal
from accord.domain.people import DeathStatus

_UKCORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
_PDS = "https://fhir.nhs.uk/StructureDefinition/Extension-PDS-"
_DEATH = {"1": DeathStatus.INFORMAL, "2": DeathStatus.FORMAL, "U": DeathStatus.WITHDRAWN}


@dataclass(slots=True)
class Extended:
    """What the extensions of one Patient said."""

    death_status: DeathStatus | None = None
    death_known_since: date | None = None
    communication: PdsCommunication | None = None
    preferences: ContactPreferences | None = None
    pharmacy: PdsOrganisation | None = None
    dispenser: PdsOrganisation | None = None
    appliance_supplier: PdsOrganisation | None = None
    removal: Removal | None = None
    birth_place: str = ""
    seen: set[str] = field(default_factory=set)


def read_extensions(patient: Fields) -> Extended:
    """Take the extensions of a Patient."""
    found = Extended()
    for url, extension in extensions(patient):
        reader = _READERS.get(url)
        if reader is None or url in found.seen:
            extension.set_aside(UNKNOWN_EXTENSION if reader is None else "This extension comes twice.")
            continue
        found.seen.add(url)
        reader(extension, found)
    for _, extension in extensions(patient, "modifierExtension"):
        extension.set_aside(UNKNOWN_EXTENSION)
    return found


def _death(extension: Fields, found: Extended) -> None:
    parts = nested(extension, "deathNotificationStatus", "systemEffectiveDate")
    if "deathNotificationStatus" in parts:
        concept = parts["deathNotificationStatus"].child("valueCodeableConcept")
        code, _ = read_code(concept)
        found.death_status = _DEATH.get(code)
        if found.death_status is None:
            concept.complain("coding[0].code", f"{code[:20]!r} is no status of a death notice.", "Use 1, 2 or U.")
    if "systemEffectiveDate" in parts:
        found.death_known_since = read_day(parts["systemEffectiveDate"], "valueDateTime")


def _communication(extension: Fields, found: Extended) -> None:
    parts = nested(extension, "language", "interpreterRequired")
    code, words = read_code(parts["language"].child("valueCodeableConcept")) if "language" in parts else ("", "")
    needed = parts["interpreterRequired"].flag("valueBoolean") if "interpreterRequired" in parts else None
    interpreter = {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}[needed]
    found.communication = PdsCommunication(language=words, language_code=code, interpreter=interpreter)


def _preferences(extension: Fields, found: Extended) -> None:
    # the field's own data lists write these both with a capital and without
    parts = {name[:1].lower() + name[1:]: part for name, part in nested(extension).items()}
    known = ("preferredWrittenCommunicationFormat", "preferredContactMethod", "preferredContactTimes")
    for name in parts.keys() - set(known):
        parts[name].set_aside("This software does not know this part of the extension.")
    written, method = (_words_of(parts.get(name)) for name in known[:2])
    times = parts[known[2]].text("valueString") if known[2] in parts else ""
    found.preferences = ContactPreferences(written_format=written, method=method, times=times)


def _words_of(part: Fields | None) -> str:
    return read_code(part.child("valueCodeableConcept"))[1] if part is not None else ""


def _birth_place(extension: Fields, found: Extended) -> None:
    address = extension.child("valueAddress")
    parts = [address.text(name) for name in ("text", "city", "district", "state", "country")]
    found.birth_place = ", ".join(part for part in parts if part)


def _removal(extension: Fields, found: Extended) -> None:
    parts = nested(extension, "removalFromRegistrationCode", "effectiveTime")
    code, words = "", ""
    if "removalFromRegistrationCode" in parts:
        code, words = read_code(parts["removalFromRegistrationCode"].child("valueCodeableConcept"))
    when = parts.get("effectiveTime")
    if when is None:
        found.removal = Removal(code=code, words=words)
    else:
        found.removal = Removal(code=code, words=words, period=read_period(when, "valuePeriod"))


def _organisation(name: str) -> Callable[[Fields, Extended], Any]:
    def read(extension: Fields, found: Extended) -> None:
        setattr(found, name, read_organisation(extension.child("valueReference")))

    return read


_READERS: dict[str, Callable[[Fields, Extended], Any]] = {
    f"{_UKCORE}DeathNotificationStatus": _death,
    f"{_UKCORE}NHSCommunication": _communication,
    f"{_UKCORE}ContactPreference": _preferences,
    f"{_UKCORE}NominatedPharmacy": _organisation("pharmacy"),
    f"{_UKCORE}PreferredDispenserOrganization": _organisation("dispenser"),
    f"{_UKCORE}MedicalApplianceSupplier": _organisation("appliance_supplier"),
    f"{_PDS}RemovalFromRegistration": _removal,
    "http://hl7.org/fhir/StructureDefinition/patient-birthPlace": _birth_place,
}
