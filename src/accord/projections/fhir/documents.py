"""A signed plan as a FHIR R4 document: written once, as it is signed, and never changed.

What is current is no part of it: a document says what was signed, and whoever reads asks whether it still holds.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.keeping import Signatory
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import NEVER_KEPT
from accord.domain.plan.wishes import SharingWishes
from accord.projections.fhir.elements import Made, coding, concept, identifier, reference, without_gaps
from accord.projections.fhir.narratives import narrative
from accord.projections.fhir.organisations import REGISTERS
from accord.projections.fhir.people import patient
from accord.projections.fhir.questionnaires import SYSTEM, questionnaire_response
from accord.projections.fhir.recommendations import care_plan, consents, flag, observation
from accord.projections.fhir.systems import CANONICAL, ODS_ORGANISATION, SNOMED
from accord.projections.labels import LABELS
from accord.projections.restricted_parts import PLACES, WORDS, Kept
from accord.projections.sections import Section
from accord.projections.sections.rows import NOTHING_RECORDED, Row

TYPE = "736366004", "Advance care plan"
VERSION_SYSTEM = f"{CANONICAL}/Id/version"
SUSPENDED = {"system": f"{CANONICAL}/CodeSystem/plan-status", "code": "suspended", "display": "Suspended"}
"""How a document says that its plan does not hold for the time being."""
_SIGNATURE = "urn:iso-astm:E1762-95:2013"
_AUTHOR = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
PART = "part."
"""How the code of a section begins that is a part of the plan."""


def document(signed: SignedDocument, version_id: UUID, shown: Iterable[Section]) -> Made:
    """Return a signed version as a document. `shown`: its parts in words, as they were at signing."""
    resources = [
        _composition(signed, version_id, shown),
        questionnaire_response(signed, version_id),
        patient(signed.person),
        _practitioner(signed.signature.author),
        *_made(observation(signed, version_id), care_plan(signed, version_id), flag(signed)),
        *consents(signed),
        _provenance(signed, version_id),
    ]
    return {
        "resourceType": "Bundle",
        "id": str(version_id),
        "identifier": identifier(VERSION_SYSTEM, str(version_id)),
        "type": "document",
        "timestamp": signed.signature.signed_at.isoformat(),
        "entry": [
            {"fullUrl": f"{CANONICAL}/{each['resourceType']}/{each['id']}", "resource": each} for each in resources
        ],
    }


def fhir_text(signed: SignedDocument, version_id: UUID, shown: Iterable[Section]) -> str:
    """Return the same as the text that is stored with the version."""
    return json.dumps(document(signed, version_id, shown), ensure_ascii=False, separators=(",", ":"))


def as_read(document: Made, kept: Kept) -> Made:
    """Return a document as a reader may read it: a part that is kept from them is named, and never looks empty."""
    if not kept.parts and not kept.hides_places:
        return document
    entries = [{**each, "resource": _as_read(each["resource"], kept)} for each in document["entry"]]
    return {**document, "entry": entries}


def as_suspended(document: Made) -> Made:
    """Return a document that says that its plan is suspended now; what was signed stays as it is."""
    return {**document, "meta": {**document.get("meta", {}), "tag": [SUSPENDED]}}


def is_suspended(document: Made) -> bool:
    """Return whether a document says that its plan is suspended."""
    tags = document.get("meta", {}).get("tag", ())
    return any(all(each.get(name) == SUSPENDED[name] for name in ("system", "code")) for each in tags)


def _as_read(resource: Made, kept: Kept) -> Made:
    if resource["resourceType"] == "Composition":
        return {**resource, "section": [_section_as_read(each, kept) for each in resource["section"]]}
    if resource["resourceType"] == "QuestionnaireResponse":
        items = (_item_as_read(each, kept) for each in resource["item"])
        return {**resource, "item": [each for each in items if each.get("item")]}
    return resource


def _section_as_read(section: Made, kept: Kept) -> Made:
    part = _part_of(section)
    if part is PartName.SHARING:
        return {**section, "text": _without(section["text"], kept)}
    return {**section, "text": narrative([kept.words(part)])} if part in kept.parts else section


def _item_as_read(item: Made, kept: Kept) -> Made:
    name = item["linkId"]
    if name == PartName.SHARING.value:
        unsaid = {f"{name}.{field}" for field in _unsaid(kept)}
        return {**item, "item": [each for each in item["item"] if each["linkId"] not in unsaid]}
    if name not in {part.value for part in kept.parts}:
        return item
    never = {f"{name}.{field}" for field in NEVER_KEPT.get(PartName(name), ())}
    return {**item, "item": [each for each in item["item"] if each["linkId"] in never]}


def _unsaid(kept: Kept) -> frozenset[str]:
    """Return what of the wishes about sharing is not told: why parts are kept, and, of a restricted record, places."""
    return frozenset(({WORDS} if kept.parts else set()) | ({PLACES} if kept.hides_places else set()))


def _without(text: Made, kept: Kept) -> Made:
    """Return a narrative without the paragraphs that are not told."""
    labels = (html.escape(LABELS[SharingWishes][field], quote=False) for field in _unsaid(kept))
    div = text["div"]
    for label in labels:
        div = re.sub(rf"<p>{re.escape(label)}: .*?</p>", "", div, flags=re.DOTALL)
    return {**text, "div": div}


def _part_of(section: Mapping[str, Any]) -> PartName | None:
    code = section["code"]["coding"][0]["code"]
    return PartName(code.removeprefix(PART)) if code.startswith(PART) else None


def _made(*resources: Made | None) -> Iterator[Made]:
    return (each for each in resources if each)


def _composition(signed: SignedDocument, version_id: UUID, shown: Iterable[Section]) -> Made:
    author = signed.signature.author
    return {
        "resourceType": "Composition",
        "id": str(version_id),
        "status": "final",
        "type": concept(SNOMED, *TYPE),
        "subject": reference("Patient", signed.person_id),
        "date": signed.signature.signed_at.isoformat(),
        "author": [reference("Practitioner", author.staff_id, display=author.name)],
        "title": "Advance care plan",
        "custodian": reference("Organization", by=identifier(ODS_ORGANISATION, author.organisation_code)),
        "attester": [
            {
                "mode": "professional",
                "time": signed.signature.signed_at.isoformat(),
                "party": reference("Practitioner", author.staff_id),
            }
        ],
        "section": [_section(each) for each in shown],
    }


def _section(section: Section) -> Made:
    said = [_row(each) for each in section.rows] or [NOTHING_RECORDED]
    return {
        "title": section.title,
        "code": concept(SYSTEM, f"{PART}{section.part.value}", section.title),
        "text": narrative(each for each in said if each.strip()),
    }


def _row(row: Row) -> str:
    said = "; ".join(each for each in (row.text, *row.items) if each)
    return f"{row.label}: {said}" if row.label else said


def _practitioner(author: Signatory) -> Made:
    held = author.registration
    return without_gaps(
        {
            "resourceType": "Practitioner",
            "id": str(author.staff_id),
            "identifier": [identifier(REGISTERS[held.register.value], held.number)] if held else [],
            "name": [{"text": author.name}],
            "telecom": [{"system": "phone", "value": author.telephone}] if author.telephone else [],
        }
    )


def _provenance(signed: SignedDocument, version_id: UUID) -> Made:
    who = reference("Practitioner", signed.signature.author.staff_id, display=signed.signature.author.name)
    when = signed.signature.signed_at.isoformat()
    return {
        "resourceType": "Provenance",
        "id": str(version_id),
        "target": [reference("QuestionnaireResponse", version_id)],
        "occurredDateTime": when,
        "recorded": when,
        "agent": [{"type": concept(_AUTHOR, "author", "Author"), "who": who}],
        "signature": [
            {"type": [coding(_SIGNATURE, "1.2.840.10065.1.12.1.1", "Author's Signature")], "when": when, "who": who}
        ],
    }
