"""Patients as PDS sends them, with a test number of ours."""

from typing import Any

from accord.domain.nhs_numbers import own_test_number

NUMBER = own_test_number(7).digits
OTHER = own_test_number(8).digits
_UKCORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"


def identifier(number: str = NUMBER, status: str = "01") -> dict[str, Any]:
    """Return an NHS number as an identifier, with its verification status."""
    verified = extension("NHSNumberVerificationStatus", valueCodeableConcept=coded(status))
    return {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number, "extension": [verified]}


def coded(code: str, display: str = "") -> dict[str, Any]:
    """Return a CodeableConcept of one coding."""
    return {"coding": [{"system": "s", "code": code, "display": display}]}


def extension(name: str, *parts: dict[str, Any], **value: Any) -> dict[str, Any]:
    """Return a UK Core extension by its short name."""
    return {"url": f"{_UKCORE}{name}", **({"extension": list(parts)} if parts else {}), **value}


def death_notice(code: str) -> dict[str, Any]:
    """Return the extension that says how a death is known."""
    status = {"url": "deathNotificationStatus", "valueCodeableConcept": coded(code)}
    since = {"url": "systemEffectiveDate", "valueDateTime": "2024-09-24T00:00:00+00:00"}
    return extension("DeathNotificationStatus", status, since)


def patient(**changes: Any) -> dict[str, Any]:
    """Return a small Patient, with changes; None leaves a field out."""
    whole = {
        "resourceType": "Patient",
        "id": NUMBER,
        "identifier": [identifier()],
        "meta": {"versionId": "2", "security": [{"code": "U"}]},
        "name": [{"use": "usual", "family": "Marsh", "given": ["Ivy"]}],
        "gender": "female",
        "birthDate": "1944-02-29",
        "address": [{"use": "home", "line": ["1 Elm Row"], "postalCode": "LS1 1AA"}],
        "telecom": [{"system": "phone", "value": "0113 496 0000", "use": "home"}],
        "generalPractitioner": [organisation("Y90001")],
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def organisation(code: str) -> dict[str, Any]:
    """Return a reference to an organisation by its ODS code."""
    return {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": code}}


def restricted(**changes: Any) -> dict[str, Any]:
    """Return a Patient who is restricted, sent with a location all the same."""
    return patient(meta={"versionId": "1", "security": [{"code": "R"}]}, **changes)


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    """Return a search bundle of these resources."""
    entries = [{"fullUrl": "x", "resource": each, "search": {"score": 0.9}} for each in resources]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}
