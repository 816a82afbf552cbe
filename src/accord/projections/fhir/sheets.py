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
    """Return a document that came with sheets as it was without them; anything else as it is."""
    entries = made.get("entry") or [{}]
    first, *others = entries
    composition = first.get("resource", {})
    names = composition.get("identifier", {})
    if made.get("type") != "document" or names.get("system") != VERSION_SYSTEM:
        return made
    sections = composition.get("section", [])
    printed = {each["reference"] for part in sections if _leads_to_sheets(part) for each in part.get("entry", [])}
    kept = {name: value for name, value in composition.items() if name != "identifier"}
    kept["section"] = [each for each in sections if not _leads_to_sheets(each)]
    return {
        **made,
        "id": composition["id"],
        "identifier": names,
        "timestamp": composition["date"],
        "entry": [{**first, "resource": kept}, *(each for each in others if _named(each) not in printed)],
    }


def _leads_to_sheets(section: Made) -> bool:
    codes: list[Any] = section.get("code", {}).get("coding", [])
    return any((each.get("system"), each.get("code")) == (SYSTEM, SHEETS) for each in codes)


def _named(entry: Made) -> str:
    resource = entry.get("resource", {})
    return f"{resource.get('resourceType')}/{resource.get('id')}"
