"""What was posted: a form, or a resource in JSON that FHIR allows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from accord.projections.fhir.checking import check
from accord.projections.fhir.elements import Made
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.requests import FORM, MIME

_JSON = frozenset({MIME, "application/json"})


def parameters_of(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Yield names and values of a form, or of a Parameters resource: texts, and identifiers with their system."""
    if (request.content_type or "").lower() == FORM:
        yield from ((name, value) for name, values in request.POST.lists() for value in values)
        return
    if not request.body:
        return
    for each in resource_of(request, "Parameters").get("parameter", []):
        yield each["name"], _text_of(each)


def resource_of(request: HttpRequest, kind: str) -> Made:
    """Return the resource that was posted; raises Refusal for what is no JSON, or what FHIR does not allow."""
    if (request.content_type or "").lower() not in _JSON:
        raise Refusal.one(415, "not-supported", f"is {MIME} here, or {FORM}.", "Content-Type")
    try:
        made: Any = json.loads(request.body, parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        raise Refusal.one(400, "structure", "This is no JSON.") from wrong
    if problems := check(made, kind=kind):
        raise Refusal.of_problems(problems)
    return dict(made)


def _text_of(parameter: Made) -> str:
    name = parameter["name"]
    if "valueIdentifier" in parameter:
        held = parameter["valueIdentifier"]
        return f"{held.get('system', '')}|{held.get('value', '')}"
    if "valueBoolean" in parameter:
        return "true" if parameter["valueBoolean"] else "false"
    text = parameter.get("valueString")
    if text is None:
        raise Refusal.one(400, "invalid", "is given as valueIdentifier, valueBoolean or valueString.", name[:60])
    return str(text)


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")
