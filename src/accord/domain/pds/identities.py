"""Whose record it is: the NHS number, the numbers it has replaced, how it was verified, and how confidential it is."""

from __future__ import annotations

from accord.domain.errors import Refused
from accord.domain.json_documents import Fields
from accord.domain.nhs_numbers import Acceptance, NhsNumber, parse
from accord.domain.pds.elements import UNKNOWN_EXTENSION, extensions, read_code
from accord.domain.pds.patients import Confidentiality
from accord.domain.people import Verification

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
_VERIFICATION = (
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
    "https://fhir.nhs.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
)


def read_number(fields: Fields, name: str, accept: Acceptance) -> NhsNumber | None:
    """Take an NHS number; None, with its path said, when it is not one."""
    text = fields.text(name, required=True)
    if not text:
        return None
    try:
        return parse(text, accept, field=fields.at(name))
    except Refused as refused:
        fields.wrong.extend(refused.errors)
        return None


def read_identifiers(patient: Fields, accept: Acceptance) -> tuple[list[NhsNumber], Verification | None]:
    """Take the identifiers: every NHS number, and the verification status of the first. Others are set aside."""
    numbers: list[NhsNumber] = []
    status: Verification | None = None
    for identifier in patient.children("identifier"):
        identifier.ignore("use", "id")
        if identifier.text("system") != NHS_NUMBER:
            identifier.set_aside("It is not an NHS number.")
            continue
        number = read_number(identifier, "value", accept)
        status = status or _verification(identifier)
        numbers += [number] if number else []
    return numbers, status


def _verification(identifier: Fields) -> Verification | None:
    for url, extension in extensions(identifier):
        if url not in _VERIFICATION:
            extension.set_aside(UNKNOWN_EXTENSION)
            continue
        concept = extension.child("valueCodeableConcept")
        code, _ = read_code(concept)
        found = next((status for status in Verification if status.value == code), None)
        if found is None:
            concept.complain("coding[0].code", f"{code[:20]!r} is no verification status.", "Use 01 to 08.")
        return found
    return None


def read_confidentiality(meta: Fields) -> Confidentiality:
    """Take the security label. One that is not known restricts: a home that was shown cannot be hidden again."""
    labels = meta.children("security")
    found = Confidentiality.NOT_STATED
    for label in labels:
        label.ignore("system", "display", "version")
        code = label.text("code")
        known = next((each for each in Confidentiality if each.value == code), Confidentiality.RESTRICTED)
        if known is not Confidentiality.UNRESTRICTED or found is Confidentiality.NOT_STATED:
            found = known
    return found
