"""FHIR Encounter: what one says of a visit, and what of that had not been told (hl7.org/fhir/R4/encounter).

An Encounter says how a visit stands now, where a message of HL7 v2 says what happened. What is new in it is told as
such messages, so that a visit is placed, held and put right in one way, whatever it was told by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accord.domain.told_moves import Course, ToldKind
from accord.organisations.queries import directory
from accord.projections.fhir.elements import Made
from accord.projections.fhir.encounters import V3_ACT
from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION, ODS_SITE
from accord.sharing.moves.messages import LONGEST, Patient, Wrong, in_time

ADMISSIONS = frozenset({"IMP", "ACUTE", "NONAC", "OBSENC", "SS"})
"""Classes of somebody who is admitted (v3 ActEncounterCode)."""
OPEN = frozenset({"arrived", "triaged", "in-progress", "onleave"})
NEVER = frozenset({"cancelled", "entered-in-error"})
WHOSE = (
    "names a Patient by its id here, or a contained Patient with the NHS number and the date of birth or family name."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an Encounter says. `start` is when they came, `end` when they left."""

    number: str
    number_system: str
    status: str
    place_code: str
    patient: Patient
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that an Encounter tells and that had not been told."""

    kind: ToldKind
    at: datetime
    admitted_at: datetime | None = None


def read_encounter(made: Made, *, now: datetime) -> Stated:
    """Read an Encounter that FHIR allows; raises Wrong with the element."""
    kind = made["class"]
    if kind.get("code") not in ADMISSIONS or kind.get("system", V3_ACT) != V3_ACT:
        raise Wrong("Encounter.class", f"is one of {', '.join(sorted(ADMISSIONS))}: only admissions are taken here.")
    status = str(made["status"])
    if status == "unknown":
        raise Wrong("Encounter.status", "says nothing that could be recorded.")
    numbers = [each for each in made.get("identifier", []) if each.get("value")]
    if len(numbers) != 1 or len(numbers[0]["value"]) > LONGEST:
        raise Wrong("Encounter.identifier", f"is one number of the visit, of {LONGEST} characters at most.")
    return Stated(
        number=numbers[0]["value"],
        number_system=numbers[0].get("system", ""),
        status=status,
        place_code=_place(made),
        patient=_patient(made),
        start=_moment(made, "start", now, is_needed=status in OPEN | {"finished"}),
        end=_moment(made, "end", now, is_needed=status == "finished") if status == "finished" else None,
    )


def news(stated: Stated, before: Course, place: UUID, *, now: datetime) -> Iterator[News]:
    """Yield what an Encounter tells beside what was told before; nothing where it says the same again."""
    if stated.status in NEVER:
        if before.legs:
            yield News(kind=ToldKind.ADMISSION_CANCELLED, at=now)
        return
    if stated.status == "planned" and not before.legs:
        return
    if stated.start is None:
        raise Wrong("Encounter.status", "is planned, and the visit has begun. Cancel it first.")
    if not before.legs:
        yield News(kind=ToldKind.ADMITTED, at=stated.start)
    elif stated.end is None and before.end is not None:
        yield News(kind=ToldKind.DISCHARGE_CANCELLED, at=now, admitted_at=stated.start)
    if before.legs and before.legs[0].start != stated.start and before.legs[-1].place == place:
        yield News(kind=ToldKind.ADMITTED, at=stated.start)
    if before.legs and before.legs[-1].place != place:
        yield News(kind=ToldKind.TRANSFERRED, at=stated.end or now)
    if stated.end is not None and stated.end != before.end:
        yield News(kind=ToldKind.DISCHARGED, at=stated.end, admitted_at=stated.start)


def _moment(made: Made, name: str, now: datetime, *, is_needed: bool) -> datetime | None:
    at = f"Encounter.period.{name}"
    said = made.get("period", {}).get(name)
    if said is None:
        if is_needed:
            raise Wrong(at, "has to be given.")
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as wrong:
        raise Wrong(at, "is a moment: a day with a time and a zone.") from wrong
    if moment.tzinfo is None:
        raise Wrong(at, "is a moment: a day with a time and a zone.")
    return in_time(moment, now, at)


def _place(made: Made) -> str:
    """Return the code of where they are: the last location that is active, else who provides the visit."""
    at = [each["location"] for each in made.get("location", []) if each.get("status", "active") == "active"]
    for reference in (*reversed(at), made.get("serviceProvider", {})):
        code = _code(reference)
        if code:
            return code
    return ""


def _code(reference: Mapping[str, Any]) -> str:
    by = reference.get("identifier", {})
    if by.get("system") in (ODS_ORGANISATION, ODS_SITE):
        return str(by.get("value", "")).strip().upper()
    kind, _, number = str(reference.get("reference", "")).rpartition("/")
    if kind.rpartition("/")[2] != "Organization":
        return ""
    try:
        found = directory.by_ids([UUID(number)])
    except ValueError:
        found = {}
    if not found:
        raise Wrong("Encounter.serviceProvider", "leads to no organisation that is known here.")
    return next(iter(found.values())).code


def _patient(made: Made) -> Patient:
    led = str(made.get("subject", {}).get("reference", ""))
    if led.startswith("#"):
        return _contained(made, led[1:])
    kind, _, number = led.rpartition("/")
    try:
        if kind.rpartition("/")[2] == "Patient":
            return Patient(person_id=UUID(number))
    except ValueError:
        pass
    raise Wrong("Encounter.subject", WHOSE)


def _contained(made: Made, number: str) -> Patient:
    held: Made = next((each for each in made.get("contained", []) if each.get("id") == number), {})
    numbers = {each.get("value", "") for each in held.get("identifier", []) if each.get("system") == NHS_NUMBER}
    names = held.get("name", [])
    born = str(held.get("birthDate", ""))
    if held.get("resourceType") != "Patient" or len(numbers) > 1 or not (born or names):
        raise Wrong("Encounter.subject", WHOSE)
    return Patient(
        nhs_number="".join(numbers),
        family=str(names[0].get("family", "")) if names else "",
        given=" ".join(names[0].get("given", [])) if names else "",
        birth_date=date.fromisoformat(born) if len(born) == 10 else None,
    )
