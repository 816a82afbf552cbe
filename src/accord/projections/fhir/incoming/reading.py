"""Reading an item from another system: whom it is about, and what it says, or why it is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.text_hygiene import clean
from accord.projections.fhir.elements import Made, without_gaps
from accord.projections.fhir.incoming.elements import held_in
from accord.projections.fhir.incoming.modifiers import refuse_unknown
from accord.projections.fhir.incoming.said import Incoming
from accord.projections.fhir.incoming.singles import SINGLES, read_single
from accord.projections.fhir.incoming.subjects import Subject, subject_of

LONGEST = 5_000_000
"""Characters of one text: a document may stand within a resource."""
TAKEN = tuple(SINGLES)
"""The kinds of items that are taken."""


def read(resource: Made) -> tuple[Subject, Incoming]:
    """Return whom an item is about, and what it says.

    Raises `NotTaken` where it cannot be read rightly, and `Refused` for characters that cannot be kept.
    """
    refuse_unknown(resource)
    cleaned: Made = _cleaned(resource, str(resource["resourceType"]))
    return subject_of(cleaned, held_in(cleaned)), with_parts(read_single(cleaned))


def with_parts(item: Incoming) -> Incoming:
    """Return an item with what it says of CPR among the parts that a draft is filled with."""
    named = tuple(f"{item.kind} {each}" for each in item.keys)
    if item.cpr is CprRecommendation.NONE:
        return replace(item, keys=named)
    when = str(item.decided_at) if item.decided_at else None
    said = without_gaps({"recommendation": item.cpr.value, "decided_at": when})
    return replace(item, keys=named, parts={**item.parts, "cpr": {**item.parts.get("cpr", {}), **said}})


def _cleaned(value: Any, path: str) -> Any:
    if isinstance(value, str):
        return clean(value, path, limit=LONGEST)
    if isinstance(value, list):
        return [_cleaned(each, f"{path}[{place}]") for place, each in enumerate(value)]
    if isinstance(value, Mapping):
        return {key: _cleaned(each, f"{path}.{key}") for key, each in value.items()}
    return value
