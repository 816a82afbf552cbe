"""A document with sheets to print in it: another document than the one that was signed, and told apart from it.

It has the time and the identifier of the copy that was printed for it, and names the version that it is made of.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accord.projections.fhir.documents import VERSION_SYSTEM
from accord.projections.fhir.elements import Made, concept, identifier, reference
from accord.projections.fhir.narratives import narrative
from accord.projections.fhir.questionnaires import SYSTEM
from accord.projections.fhir.systems import CANONICAL

SHEETS = "sheets"
COPY_SYSTEM = f"{CANONICAL}/Id/copy"


def with_sheets(document: Made, sheets: Made, words: str, at: datetime) -> Made:
    """Return a document with the sheets of a copy in it, and a section that leads to them and says `words` of them."""
    section = {
        "title": "Sheets to print",
        "code": concept(SYSTEM, SHEETS, "Sheets to print"),
        "text": narrative([words]),
        "entry": [reference("Binary", sheets["id"])],
    }
    first, *others = document["entry"]
    held = first["resource"]
    composition = {**held, "identifier": document["identifier"], "section": [*held["section"], section]}
    printed = {"fullUrl": f"{CANONICAL}/Binary/{sheets['id']}", "resource": sheets}
    return {
        **{name: value for name, value in document.items() if name != "id"},
        "identifier": identifier(COPY_SYSTEM, sheets["meta"]["versionId"]),
        "timestamp": at.isoformat(),
        "entry": [{**first, "resource": composition}, *others, printed],
    }


def without_sheets(made: Made) -> Made:
    """Return a document that came with sheets as it was without them; anything else as it is.

    `made` is what FHIR allows. The document that was signed has the version's identifier, and its time of signing.
    """
    composition = _composition_of(made)
    version = composition.get("identifier", {})
    sections = composition.get("section", [])
    printed = {str(each.get("reference")) for part in sections if _is_sheets(part) for each in part.get("entry", [])}
    if not printed or version.get("system") != VERSION_SYSTEM:
        return made
    kept = {name: value for name, value in composition.items() if name != "identifier"}
    kept["section"] = [each for each in sections if not _is_sheets(each)]
    first, *others = made["entry"]
    named = {"id": version["value"]} if version.get("value") else {}
    return {
        **made,
        **named,
        "identifier": version,
        "timestamp": composition["date"],
        "entry": [{**first, "resource": kept}, *(each for each in others if not _is_printed(each, printed))],
    }


def _composition_of(made: Made) -> Made:
    if made["resourceType"] != "Bundle" or made.get("type") != "document" or not made.get("entry"):
        return {}
    first: Made = made["entry"][0].get("resource", {})
    return first if first.get("resourceType") == "Composition" else {}


def _is_sheets(section: Made) -> bool:
    codes: list[Any] = section.get("code", {}).get("coding", [])
    return any((each.get("system"), each.get("code")) == (SYSTEM, SHEETS) for each in codes)


def _is_printed(entry: Made, printed: set[str]) -> bool:
    """Return whether it holds sheets: nothing but a Binary is ever left out."""
    resource = entry.get("resource", {})
    names = {f"Binary/{resource.get('id')}", str(entry.get("fullUrl"))}
    return resource.get("resourceType") == "Binary" and not printed.isdisjoint(names)
