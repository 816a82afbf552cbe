"""Reading Patient resources and search bundles of PDS: every field placed, withheld or named; nothing dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from accord.domain.json_documents import Fields, Unplaced, parse_json
from accord.domain.nhs_numbers import Acceptance, NhsNumber, parse
from accord.domain.pds.elements import (
    read_address,
    read_code,
    read_day,
    read_name,
    read_organisation,
    read_period,
    read_telecom,
    set_aside_extensions,
)
from accord.domain.pds.extensions import Extended, read_extensions
from accord.domain.pds.identities import read_confidentiality, read_identifiers, read_number
from accord.domain.pds.patients import PdsContact, PdsDeath, PdsPatient
from accord.domain.people import Gender

# Everything that says where somebody is, and what stands in its place in a restricted record.
_WITHHELD: dict[str, Any] = {
    "addresses": (),
    "telecoms": (),
    "practices": (),
    "managing_organisation": None,
    "pharmacy": None,
    "dispenser": None,
    "appliance_supplier": None,
    "removal": None,
}
_MASK = "Not kept: this record is restricted."


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsBundle:
    """What a search found: the patients with how well each matched, and whatever else the bundle held."""

    patients: tuple[PdsPatient, ...]
    scores: tuple[float, ...]
    total: int | None = None
    unplaced: tuple[Unplaced, ...] = ()


def read_patient(
    resource: object, *, requested: str | None = None, accept: Acceptance = Acceptance.PRODUCTION
) -> PdsPatient:
    """Return the Patient in a parsed JSON document.

    `requested` is the NHS number that was asked for: where PDS answers with another, the one asked for has been
    superseded and is kept as an alias. Raises Refused naming the path of everything that is wrong.
    """
    fields = Fields.root(resource, "patient")
    asked = parse(requested, accept, field="requested") if requested else None
    patient = _patient(fields, asked, accept)
    fields.refuse_if_wrong()
    return _settled(patient, fields.unplaced())


def read_bundle(
    bundle: object, *, requested: str | None = None, accept: Acceptance = Acceptance.PRODUCTION
) -> PdsBundle:
    """Return the patients of a search bundle. Raises Refused naming the path of everything that is wrong."""
    fields = Fields.root(bundle, "bundle")
    asked = parse(requested, accept, field="requested") if requested else None
    _expect_type(fields, "Bundle")
    fields.ignore("timestamp", "id", "type", "link", "meta")
    patients: list[PdsPatient] = []
    scores: list[float] = []
    for entry in fields.children("entry"):
        found = _entry(entry, asked, accept)
        if found is not None:
            patients.append(found[0])
            scores.append(found[1])
    total = fields.whole("total")
    fields.refuse_if_wrong()
    return PdsBundle(patients=tuple(patients), scores=tuple(scores), total=total, unplaced=fields.unplaced())


def read_document(
    document: object, *, requested: str | None = None, accept: Acceptance = Acceptance.PRODUCTION
) -> PdsBundle:
    """Return the patients of a document that is either a Patient or a search bundle."""
    if isinstance(document, dict) and document.get("resourceType") == "Bundle":
        return read_bundle(document, requested=requested, accept=accept)
    patient = read_patient(document, requested=requested, accept=accept)
    return PdsBundle(patients=(patient,), scores=(1.0,), total=1)


def read_text(
    text: str | bytes, *, requested: str | None = None, accept: Acceptance = Acceptance.PRODUCTION
) -> PdsBundle:
    """Return the patients of JSON text. Raises Refused for broken JSON, saying where."""
    return read_document(parse_json(text, "pds"), requested=requested, accept=accept)


def _entry(entry: Fields, asked: NhsNumber | None, accept: Acceptance) -> tuple[PdsPatient, float] | None:
    value = entry.values.get("resource")
    entry.ignore("fullUrl", "link")
    if not isinstance(value, dict) or value.get("resourceType") != "Patient":
        entry.set_aside("It is not a Patient.")
        return None
    # read apart from the bundle, so that what is not placed in a restricted record can be masked with it
    entry.ignore("resource")
    resource = Fields(value, entry.at("resource"), entry.wrong)
    patient = _patient(resource, asked, accept)
    search = entry.child("search")
    search.ignore("mode")
    return _settled(patient, resource.unplaced()), search.number("score") or 0.0


def _expect_type(fields: Fields, expected: str) -> None:
    found = fields.text("resourceType", required=True)
    if found and found != expected:
        fields.complain("resourceType", f"is {found[:40]!r}.", f"Give a FHIR R4 {expected}.")


def _patient(fields: Fields, asked: NhsNumber | None, accept: Acceptance) -> PdsPatient:
    _expect_type(fields, "Patient")
    meta = fields.child("meta")
    meta.ignore("lastUpdated", "profile")
    number = read_number(fields, "id", accept)
    held, verification = read_identifiers(fields, accept)
    extended = read_extensions(fields)
    birth_date = read_day(fields, "birthDate")
    patient = PdsPatient(
        # a number that could not be read is refused with everything else, before this is handed to anyone
        nhs_number=number or NhsNumber(""),
        superseded=tuple(dict.fromkeys(each for each in (asked, *held) if each and each != number)),
        verification=verification,
        version=meta.text("versionId"),
        confidentiality=read_confidentiality(meta),
        names=tuple(map(read_name, fields.children("name"))),
        gender=_gender(fields),
        birth_date=birth_date,
        multiple_birth=_multiple_birth(fields),
        death=_death(fields, extended),
        addresses=tuple(map(read_address, fields.children("address"))),
        telecoms=tuple(map(read_telecom, fields.children("telecom"))),
        practices=tuple(
            gp for gp in (read_organisation(each) for each in fields.children("generalPractitioner")) if gp
        ),
        managing_organisation=read_organisation(fields.child("managingOrganization")),
        contacts=tuple(_contact(each) for each in fields.children("contact")),
        **_from_extensions(extended),
    )
    if patient.death and patient.death.died_on and birth_date and patient.death.died_on < birth_date:
        fields.complain("deceasedDateTime", "is before the date of birth.", "Give a date on or after it.")
    return patient


def _from_extensions(extended: Extended) -> dict[str, Any]:
    names = ("birth_place", "communication", "preferences", "pharmacy", "dispenser", "appliance_supplier", "removal")
    return {name: getattr(extended, name) for name in names}


def _gender(fields: Fields) -> Gender:
    text = fields.text("gender")
    found = next((gender for gender in Gender if gender.value == text), None)
    if text and found is None:
        fields.complain("gender", f"{text[:40]!r} is not known.", "Use female, male, other or unknown.")
    return found or Gender.UNKNOWN


def _multiple_birth(fields: Fields) -> int | None:
    if "multipleBirthBoolean" in fields:
        return int(bool(fields.flag("multipleBirthBoolean")))
    return fields.whole("multipleBirthInteger")


def _death(fields: Fields, extended: Extended) -> PdsDeath | None:
    died_on = read_day(fields, "deceasedDateTime")
    is_said = died_on is not None or "deceasedDateTime" in fields or fields.flag("deceasedBoolean") is True
    if not is_said and extended.death_status is None:
        return None
    return PdsDeath(status=extended.death_status, died_on=died_on, known_since=extended.death_known_since)


def _contact(fields: Fields) -> PdsContact:
    fields.ignore("id", "gender")
    set_aside_extensions(fields)
    codes = [read_code(each) for each in fields.children("relationship")]
    return PdsContact(
        name=read_name(fields.child("name")) if "name" in fields else None,
        relationship_codes=tuple(code for code, _ in codes if code),
        relationships=tuple(words for _, words in codes if words),
        telecoms=tuple(map(read_telecom, fields.children("telecom"))),
        address=read_address(fields.child("address")) if "address" in fields else None,
        period=read_period(fields),
    )


def _settled(patient: PdsPatient, unplaced: tuple[Unplaced, ...]) -> PdsPatient:
    """Return the patient with what was not placed; where restricted, without anything that says where they are."""
    if not patient.is_restricted:
        return replace(patient, unplaced=unplaced)
    withheld = tuple(name for name in _WITHHELD if getattr(patient, name))
    contacts = tuple(replace(contact, telecoms=(), address=None) for contact in patient.contacts)
    masked = tuple(Unplaced(path=each.path, value=_MASK, why=each.why) for each in unplaced)
    return replace(patient, contacts=contacts, withheld=withheld, unplaced=masked, **_WITHHELD)
