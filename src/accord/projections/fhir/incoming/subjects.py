"""Whom an item says that it is about: by our own id, or by an NHS number, with what else it says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.said import NotTaken
from accord.projections.fhir.problems import Wrong
from accord.projections.fhir.systems import NHS_NUMBER

VERIFIED = "01"
WHOM = "Name one person: by our Patient/<id>, by an NHS number as identifier, or by a Patient that comes with it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom an item is about. `at`: the element that says so."""

    at: str
    patient_id: str = ""
    number: str = ""
    families: tuple[str, ...] = ()
    birth_date: str = ""


def subject_of(made: Made, among: Mapping[str, Made]) -> Subject:
    """Return whom an item is about; raises `NotTaken` where it does not say, or where its number is not verified."""
    name = "patient" if made["resourceType"] == "Consent" else "subject"
    at, reference = f"{made['resourceType']}.{name}", made.get(name, {})
    led = str(reference.get("reference", ""))
    patient = among.get(led)
    if patient is not None and patient["resourceType"] != "Patient":
        raise NotTaken.at(at, f"leads to a {patient['resourceType']}. {WHOM}", Wrong.REQUIRED)
    by_reference = _number_in([reference["identifier"]] if "identifier" in reference else [], at)
    if patient is not None:
        return _of_patient(patient, by_reference, at)
    kind, _, number = led.rpartition("/")
    if led and kind.rpartition("/")[2] != "Patient":
        raise NotTaken.at(at, f"leads nowhere that is known here. {WHOM}", Wrong.REQUIRED)
    if not number and not by_reference:
        raise NotTaken.at(at, f"has to be given. {WHOM}", Wrong.REQUIRED)
    return Subject(at=at, patient_id=number, number=by_reference)


def _of_patient(patient: Made, by_reference: str, at: str) -> Subject:
    number = _number_in(patient.get("identifier", []), at)
    if by_reference and number and by_reference != number:
        raise NotTaken.at(at, "names two NHS numbers. Nothing was saved.")
    if not (number or by_reference):
        raise NotTaken.at(at, f"comes with no NHS number. {WHOM}", Wrong.REQUIRED)
    families = tuple(str(each["family"]) for each in patient.get("name", ()) if each.get("family"))
    born = str(patient.get("birthDate") or "")
    return Subject(at=at, number=number or by_reference, families=families, birth_date=born)


def _number_in(identifiers: list[Made], at: str) -> str:
    held = [each for each in identifiers if each.get("system") == NHS_NUMBER and each.get("value")]
    numbers = {"".join(str(each["value"]).split()) for each in held}
    if len(numbers) > 1:
        raise NotTaken.at(at, "names two NHS numbers. Nothing was saved.")
    for each in held:
        status = _verification(each)
        if status not in ("", VERIFIED):
            words = f"has an NHS number that its sender has not verified (status {status}). Trace it first."
            raise NotTaken.at(at, f"{words} Nothing was saved.")
    return next(iter(numbers), "")


def _verification(identifier: Made) -> str:
    """Return the status of the number's verification, as UK Core's extension says it; empty where it does not."""
    for each in identifier.get("extension", ()):
        if str(each.get("url", "")).endswith("NHSNumberVerificationStatus"):
            codes = each.get("valueCodeableConcept", {}).get("coding", [])
            return next((str(code["code"]) for code in codes if code.get("code")), "")
    return ""
