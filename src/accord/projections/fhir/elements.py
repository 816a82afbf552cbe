"""The small elements of FHIR that several resources share; whatever is empty is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from accord.projections.fhir.systems import PROFILES

Made = dict[str, Any]


def without_gaps(made: Mapping[str, Any]) -> Made:
    """Return an element without what is empty: FHIR knows no empty texts, lists and objects."""
    return {key: value for key, value in made.items() if value not in ("", None, [], {})}


def meta(profile: str = "", *, security: Iterable[Made] = ()) -> Made:
    """Return what is known of a resource itself. `profile`: of UK Core, by its last part."""
    named = [f"{PROFILES}{profile}"] if profile else []
    return without_gaps({"profile": named, "security": list(security)})


def coding(system: str, code: str, display: str = "") -> Made:
    """Return a code of a system; the display exactly as given."""
    return without_gaps({"system": system, "code": code, "display": display})


def concept(system: str = "", code: str = "", display: str = "", *, text: str = "") -> Made:
    """Return a concept: a code, words of our own, or both."""
    return without_gaps({"coding": [coding(system, code, display)] if code else [], "text": text})


def identifier(system: str, value: str, **more: Any) -> Made:
    """Return an identifier."""
    return without_gaps({"system": system, "value": value, **more})


def reference(kind: str, number: object = "", *, display: str = "", by: Made | None = None) -> Made:
    """Return a reference to a resource by its id, by an identifier of it, or both."""
    led = f"{kind}/{number}" if number else ""
    return without_gaps({"reference": led, "type": kind, "identifier": by, "display": display})


def extension(url: str, **value: Any) -> Made:
    """Return an extension: `extension(url, valueCode="01")`, or `extension(url, extension=[…])`."""
    return {"url": url, **value}


def period(start: date | None, end: date | None) -> Made:
    """Return a period of days, open where one is not known."""
    return without_gaps({"start": start.isoformat() if start else "", "end": end.isoformat() if end else ""})
