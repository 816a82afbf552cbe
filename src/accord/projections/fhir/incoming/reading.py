"""Reading an item from another system: whom it is about, and what it says, or why it is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.text_hygiene import clean
from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.documents import composition_of, held_in_document, read_document
from accord.projections.fhir.incoming.elements import held_in
from accord.projections.fhir.incoming.forms import read_form
from accord.projections.fhir.incoming.modifiers import refuse_unknown
from accord.projections.fhir.incoming.pointers import read_pointer
from accord.projections.fhir.incoming.said import Incoming
from accord.projections.fhir.incoming.singles import SINGLES
from accord.projections.fhir.incoming.subjects import Subject, subject_of

LONGEST = 5_000_000
"""Characters of one text: a document may stand within a resource."""
TAKEN = (*SINGLES, "Bundle", "DocumentReference", "QuestionnaireResponse")
"""The kinds of items that are taken."""


def read(resource: Made) -> tuple[Subject, Incoming]:
    """Return whom an item is about, and what it says.

    Raises `NotTaken` where it cannot be read rightly, and `Refused` for characters that cannot be kept.
    """
    refuse_unknown(resource)
    cleaned: Made = _cleaned(resource, str(resource["resourceType"]))
    if cleaned["resourceType"] == "Bundle":
        among = held_in_document(cleaned)
        return subject_of(composition_of(cleaned), among), with_parts(read_document(cleaned, among))
    among = held_in(cleaned)
    whom = subject_of(cleaned, among)
    readers = {**SINGLES, "QuestionnaireResponse": read_form, "DocumentReference": read_pointer}
    return whom, with_parts(readers[cleaned["resourceType"]](cleaned, among))


def with_parts(item: Incoming) -> Incoming:
    """Return an item with what it says of CPR among the parts that a draft is filled with, and nothing in doubt."""
    named = tuple(f"{item.kind} {each}" for each in item.keys)
    held = dict(item.parts.get("cpr") or {})
    if item.cpr is CprRecommendation.NONE and item.contradictions:
        held.pop("recommendation", None)
    if item.cpr is not CprRecommendation.NONE:
        held["recommendation"] = item.cpr.value
        if item.kind in SINGLES and item.decided_at:
            held["decided_at"] = str(item.decided_at)
    return replace(item, keys=named, parts={**item.parts, "cpr": held} if held else item.parts)


def _cleaned(value: Any, path: str) -> Any:
    if isinstance(value, str):
        return clean(value, path, limit=LONGEST)
    if isinstance(value, list):
        return [_cleaned(each, f"{path}[{place}]") for place, each in enumerate(value)]
    if isinstance(value, Mapping):
        return {key: _cleaned(each, f"{path}.{key}") for key, each in value.items()}
    return value
