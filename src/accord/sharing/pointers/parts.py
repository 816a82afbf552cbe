"""The parts of a pointer that is sent, read without trusting that they are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accord.projections.fhir.elements import Made
from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION


def identified(made: Mapping[str, Any], name: str) -> tuple[str, str]:
    """Return the system and the value of the identifier by which a reference names somebody."""
    held = (made.get(name) or {}).get("identifier") or {}
    return str(held.get("system", "")), str(held.get("value", ""))


def codings(concept: Mapping[str, Any] | None) -> Sequence[Made]:
    """Return the codings of a concept."""
    return list((concept or {}).get("coding") or [])


def first_code(concept: Mapping[str, Any] | None) -> str:
    """Return the code of the first coding of a concept."""
    return next((str(each.get("code", "")) for each in codings(concept)), "")


def number_of(made: Made) -> str:
    """Return the NHS number of the subject; nothing where it is named otherwise."""
    system, value = identified(made, "subject")
    return value if system == NHS_NUMBER else ""


def custodian_of(made: Made) -> str:
    """Return the ODS code of the custodian."""
    system, value = identified(made, "custodian")
    return value if system == ODS_ORGANISATION else ""


def type_of(made: Made) -> str:
    """Return the code of the type."""
    return first_code(made.get("type"))


def replaced_by(made: Made) -> Iterator[tuple[int, str, str]]:
    """Yield each relation: its place, its code, and the id of the pointer to which it leads."""
    for at, each in enumerate(made.get("relatesTo") or []):
        target = (each.get("target") or {}).get("identifier") or {}
        yield at, str(each.get("code", "")), str(target.get("value", ""))
