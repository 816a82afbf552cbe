"""Our tables of FHIR R4 against somebody else's: the elements of each type, what they hold and how often.

`fhir.resources` has R4B, which differs from R4 in other types than these; a table is read here as its models are.
"""

from __future__ import annotations

import importlib
import re
from typing import Any

import pytest
from pydantic import BaseModel

from accord.projections.fhir.structures import RESOURCES, Element, structure

TYPES = ("Address", "Attachment", "CodeableConcept", "Coding", "HumanName", "Identifier", "Period", "Timing")


def model(name: str) -> type[BaseModel]:
    return getattr(importlib.import_module(f"fhir.resources.R4B.{name.lower()}"), name)


def theirs(held: type[BaseModel]) -> dict[str, tuple[bool, bool]]:
    """Return each element of a model by its name in JSON: whether it is a list, and whether it has to stand."""
    found = {}
    for name, each in held.model_fields.items():
        extra: Any = each.json_schema_extra or {}
        if (each.alias or "").startswith("_") or name in ("resource_type", "fhir_comments"):
            continue
        is_required = bool(extra.get("element_required")) or each.is_required()
        found[each.alias or name] = ("List[" in str(each.annotation), is_required)
    return found


def ours(elements: dict[str, Element]) -> dict[str, tuple[bool, bool]]:
    return {
        key: (each.is_repeated, each.is_required and not each.is_choice)
        for each in elements.values()
        for key, _ in each.keys
    }


@pytest.mark.parametrize("name", [*sorted(RESOURCES), *TYPES])
def test_elements_are_those_that_others_know(name: str) -> None:
    assert ours(dict(structure(name).elements)) == theirs(model(name))


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_parts_are_those_that_others_know(name: str) -> None:
    module = importlib.import_module(f"fhir.resources.R4B.{name.lower()}")
    for each in structure(name).elements.values():
        if each.parts:
            held = re.search(r"(\w+)Type\b", str(model(name).model_fields[_field(name, each.name)].annotation))
            assert held is not None
            assert ours(dict(each.parts)) == theirs(getattr(module, held.group(1)))


def _field(name: str, alias: str) -> str:
    return next(field for field, each in model(name).model_fields.items() if (each.alias or field) == alias)
