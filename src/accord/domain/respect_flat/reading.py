"""Reading a FLAT document: each path is placed, kept as context, or named as not placed. None vanishes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accord.domain.errors import FieldError, Refused
from accord.domain.json_documents import Unplaced, as_text, parse_json
from accord.domain.respect_flat.codes import Unread
from accord.domain.respect_flat.contradictions import find_contradictions
from accord.domain.respect_flat.paths import FlatPath, read_path
from accord.domain.respect_flat.places import CONTEXT, LEGACY, PLACES, Place
from accord.domain.respect_flat.reported_plans import ReportedPlan
from accord.domain.respect_flat.shaping import shape
from accord.domain.text_hygiene import clean

ITEM_LIMIT = 100_000
_ACCEPTED = "Give an openEHR FLAT document: an object of paths and plain values."
_NO_PLACE = "This software has no place for it."
_SECOND = "A second value for the same item: the first was taken."


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[tuple[str, str], dict[int, dict[str, Any]]] = field(default_factory=dict)
    placed: list[str] = field(default_factory=list)
    context: dict[str, str] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)

    def leave(self, path: str, value: object, why: str) -> None:
        self.unplaced.append(Unplaced(path=path, value=as_text(value), why=why))


def read_respect(document: object, *, birth_date: date | None = None) -> ReportedPlan:
    """Return the ReSPECT form in a parsed FLAT document as a reported plan.

    `birth_date` lets what is for children alone be checked. Raises Refused, naming paths, only for what is no FLAT
    document or holds characters that cannot be kept; never because the form contradicts itself.
    """
    items = _items(document)
    reading = _Reading()
    for path, value in items.items():
        _read_item(reading, read_path(path), value)
    parts = shape(reading.fields, reading.groups)
    return ReportedPlan(
        parts=parts,
        contradictions=find_contradictions(parts, birth_date),
        placed=tuple(reading.placed),
        context=reading.context,
        unplaced=tuple(reading.unplaced),
    )


def read_respect_text(text: str | bytes, *, birth_date: date | None = None) -> ReportedPlan:
    """Return the ReSPECT form in FLAT JSON text. Raises Refused for broken JSON, saying where."""
    return read_respect(parse_json(text, "respect"), birth_date=birth_date)


def _items(document: object) -> dict[str, Any]:
    """Return the paths and values of a FLAT document, its texts cleaned."""
    if isinstance(document, dict) and isinstance(document.get("composition"), dict):
        wrapper = {name: value for name, value in document.items() if name != "composition"}
        document = {**_flattened(wrapper), **document["composition"]}
    if not isinstance(document, dict) or not document:
        raise Refused.one("respect", "is not an object with anything in it.", _ACCEPTED)
    wrong: list[FieldError] = []
    items: dict[str, Any] = {}
    for path, value in document.items():
        try:
            items[clean(path, "path", one_line=True)] = _plain(path or "path", value)
        except Refused as refused:
            wrong.extend(refused.errors)
    if wrong:
        raise Refused(wrong)
    if not any(read_path(path).is_in("respect") for path in items):
        raise Refused.one("respect", "holds no item of a ReSPECT form.", _ACCEPTED)
    return items


def _flattened(wrapper: dict[str, Any]) -> dict[str, Any]:
    return {name: as_text(value) if isinstance(value, dict | list) else value for name, value in wrapper.items()}


def _plain(path: str, value: object) -> object:
    if isinstance(value, dict | list):
        raise Refused.one(path, "is not a plain value.", _ACCEPTED)
    return clean(value, path, limit=ITEM_LIMIT) if isinstance(value, str) else value


def _read_item(reading: _Reading, path: FlatPath, value: object) -> None:
    if path.names[0] == "ctx" or any(path.ends_with(ending) for ending in CONTEXT):
        reading.context[path.full] = as_text(value)
        return
    if _is_heading(path):
        reading.context[path.full] = as_text(value)
        return
    why = next((why for ending, why in LEGACY.items() if path.ends_with(ending)), "")
    place = None if why else next((place for place in PLACES if _fits(place, path)), None)
    if place is None:
        reading.leave(path.full, value, why or _NO_PLACE)
        return
    try:
        _put(reading, path, place, value)
    except Unread as unread:
        reading.leave(path.full, value, str(unread))


def _is_heading(path: FlatPath) -> bool:
    """Whether it is the fixed name of the confirmation of validity, which says nothing of its own."""
    return path.is_in("a9.") and path.ends_with("service_name")


def _fits(place: Place, path: FlatPath) -> bool:
    return path.ends_with(place.ends) and (not place.within or path.is_in(place.within))


def _put(reading: _Reading, path: FlatPath, place: Place, value: object) -> None:
    is_empty = value is None or value == ""
    found = "" if is_empty else place.read(value)
    slot = _slot(reading, path, place)
    if place.is_list:
        options = slot.setdefault(place.field, [])
        if found and found not in options:
            options.append(found)
        reading.placed.append(path.full)
        return
    if slot.get(place.field) not in (None, "", found):
        reading.leave(path.full, value, _SECOND)
        return
    slot[place.field] = found
    reading.placed.append(path.full)


def _slot(reading: _Reading, path: FlatPath, place: Place) -> dict[str, Any]:
    if not place.group:
        return reading.fields.setdefault(place.part, {})
    items = reading.groups.setdefault((place.part, place.items), {})
    return items.setdefault(path.index_of(place.group), {})
