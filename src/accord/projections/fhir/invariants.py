"""The conditions that FHIR R4 sets on its types besides names and numbers, of the types that we send and take.

Each is named as the standard names it (`bdl-7`), on the page of its type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from accord.projections.fhir.narratives import is_narrative
from accord.projections.fhir.problems import Problem, Wrong

Held = Mapping[str, Any]
Found = Iterator[tuple[str, str]]
"""Names of conditions that do not hold, each with what it says."""


def broken(kind: str, value: Held, path: str, *, is_contained: bool = False) -> Iterator[Problem]:
    """Yield the conditions that a value of a type breaks. Values of the wrong types are passed over: see `checking`."""
    held = [_OF[kind]] if kind in _OF else []
    if "resourceType" in value and kind not in ("Bundle", "Binary", "Parameters"):
        held.append(_contained)
    for each in held:
        for name, words in each(value):
            yield Problem(path, Wrong.INVARIANT, f"{words} ({name})")
    if is_contained and value.get("contained"):
        yield Problem(path, Wrong.INVARIANT, "is contained, and contains another (dom-2)")


def _each(value: Held, name: str) -> list[Held]:
    listed = value.get(name)
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def _part(value: Held, name: str) -> Held:
    held = value.get(name)
    return held if isinstance(held, Mapping) else {}


def _has(value: Held, start: str) -> bool:
    """Return whether a choice stands, under whichever name."""
    return any(key.lstrip("_").startswith(start) for key in value)


def _extension(value: Held) -> Found:
    if _has(value, "value") == bool(value.get("extension")):
        yield "ext-1", "an extension has a value or extensions, and not both"


def _reference(value: Held) -> Found:
    if not (value.get("reference") or value.get("identifier") or value.get("display") or value.get("extension")):
        yield "ref-2", "a reference says where it leads, or of whom it is"


def _period(value: Held) -> Found:
    start, end = value.get("start"), value.get("end")
    if isinstance(start, str) and isinstance(end, str):
        same = min(len(start), len(end), len("2026-01-01"))
        if start[:same] > end[:same]:
            yield "per-1", "the end is before the start"


def _quantity(value: Held) -> Found:
    if value.get("code") and not value.get("system"):
        yield "qty-3", "a code of a unit has a system"


def _contact_point(value: Held) -> Found:
    if value.get("value") and not value.get("system"):
        yield "cpt-2", "a contact's value has a system"


def _attachment(value: Held) -> Found:
    if value.get("data") and not value.get("contentType"):
        yield "att-1", "data has a contentType"


def _narrative(value: Held) -> Found:
    div = value.get("div")
    if isinstance(div, str) and not is_narrative(div):
        yield "txt-1", "the text is a <div> of plain XHTML, with something in it"


def _contained(value: Held) -> Found:
    named = {each.get("id") for each in _each(value, "contained")}
    referred = set(_references(value))
    for name in named - {reference.removeprefix("#") for reference in referred}:
        yield "dom-3", f"what is contained as {name!r} is referred to by nothing"
    if {reference.removeprefix("#") for reference in referred if reference not in ("", "#")} - named:
        yield "ref-1", "a reference to what is contained leads nowhere"
    if any(key in _part(each, "meta") for each in _each(value, "contained") for key in ("versionId", "lastUpdated")):
        yield "dom-4", "what is contained has no version of its own"


def _references(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        said = value.get("reference")
        if isinstance(said, str) and said.startswith("#"):
            yield said
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def _bundle(value: Held) -> Found:
    kind, entries = value.get("type"), _each(value, "entry")
    if "total" in value and kind not in ("searchset", "history"):
        yield "bdl-1", "a total stands in what was searched for, or in a history, alone"
    if kind != "searchset" and any("search" in each for each in entries):
        yield "bdl-2", "only entries of a search say how they were found"
    yield from _asked(kind, entries)
    yield from _entries(kind, entries)
    if kind == "document":
        yield from _document(value, entries)


def _asked(kind: object, entries: Sequence[Held]) -> Found:
    asks, answers = (
        kind in ("batch", "transaction", "history"),
        kind in ("batch-response", "transaction-response", "history"),
    )
    if any(("request" in each) != asks for each in entries):
        yield "bdl-3", "entries of a batch, a transaction and a history say what was asked, and no others"
    if any(("response" in each) != answers for each in entries):
        yield "bdl-4", "entries of a response and of a history say what was answered, and no others"


def _entries(kind: object, entries: Sequence[Held]) -> Found:
    if any(not {"resource", "request", "response"} & each.keys() for each in entries):
        yield "bdl-5", "each entry has a resource, or was asked or answered"
    addresses = [
        (each["fullUrl"], _part(_part(each, "resource"), "meta").get("versionId"))
        for each in entries
        if each.get("fullUrl")
    ]
    if len(set(addresses)) != len(addresses) and kind != "history":
        yield "bdl-7", "no address stands twice with the same version"
    if any("/_history/" in str(address) for address, _ in addresses):
        yield "bdl-8", "an entry's address names no version"


def _document(value: Held, entries: Sequence[Held]) -> Found:
    identifier = _part(value, "identifier")
    if not (identifier.get("system") and identifier.get("value")):
        yield "bdl-9", "a document has an identifier with a system and a value"
    if not value.get("timestamp"):
        yield "bdl-10", "a document has a timestamp"
    if not entries or _part(entries[0], "resource").get("resourceType") != "Composition":
        yield "bdl-11", "a document begins with its Composition"


def _composition(value: Held) -> Found:
    for section in _each(value, "section"):
        yield from _section(section)


def _section(section: Held) -> Found:
    if not any(section.get(name) for name in ("text", "entry", "section")):
        yield "cmp-1", "a section has a text, entries or sections"
    if section.get("emptyReason") and section.get("entry"):
        yield "cmp-2", "a section with entries is not said to be empty"
    for each in _each(section, "section"):
        yield from _section(each)


def _consent(value: Held) -> Found:
    if not value.get("policy") and not value.get("policyRule"):
        yield "ppc-1", "a consent names a policy or a policy rule"
    scopes = {each.get("code") for each in _each(_part(value, "scope"), "coding")}
    if scopes & {"patient-privacy", "research", "adr", "treatment"} and not value.get("patient"):
        yield "ppc-2 to ppc-5", "a consent of this scope names the patient"


def _observation(value: Held) -> Found:
    if value.get("dataAbsentReason") and _has(value, "value"):
        yield "obs-6", "either there is a value, or a reason why there is none"


def _patient(value: Held) -> Found:
    if any(not {"name", "telecom", "address", "organization"} & each.keys() for each in _each(value, "contact")):
        yield "pat-1", "a contact has a name, a way to reach them, an address or an organisation"


def _organization(value: Held) -> Found:
    if not value.get("identifier") and not value.get("name"):
        yield "org-1", "an organisation has a name or an identifier"
    for name, code in (("address", "org-2"), ("telecom", "org-3")):
        if any(each.get("use") == "home" for each in _each(value, name)):
            yield code, f"an organisation has no {name} at home"


def _care_plan(value: Held) -> Found:
    if any(each.get("detail") and each.get("reference") for each in _each(value, "activity")):
        yield "cpl-3", "an activity has a detail or a reference, and not both"


def _service_request(value: Held) -> Found:
    if value.get("orderDetail") and not value.get("code"):
        yield "prr-1", "details of an order stand beside its code"


def _answers(value: Held) -> Found:
    for item in _each(value, "item"):
        if item.get("answer") and item.get("item"):
            yield "qrs-1", "an item has answers or items, and not both"
        yield from _answers(item)
        for answer in _each(item, "answer"):
            yield from _answers(answer)


def _questions(value: Held) -> Found:
    names = list(_link_ids(value))
    if len(set(names)) != len(names):
        yield "que-2", "no linkId stands twice"
    for item in _items(value):
        yield from _question(item)


def _question(item: Held) -> Found:
    kind = item.get("type")
    if kind == "group" and not item.get("item"):
        yield "que-1", "a group has items"
    if kind == "display" and (item.get("item") or item.get("code") or item.get("required") or item.get("repeats")):
        yield "que-1, 3, 6", "what is displayed has no items, no code, and is neither required nor repeated"
    if (item.get("answerOption") or item.get("answerValueSet")) and kind not in (
        *("choice", "open-choice", "decimal", "integer", "date", "dateTime", "time", "string", "quantity"),
    ):
        yield "que-5", "answers are offered for choices and simple values alone"
    if item.get("answerOption") and item.get("answerValueSet"):
        yield "que-4", "answers are offered as options or as a value set, and not both"


def _items(value: Held) -> Iterator[Held]:
    for item in _each(value, "item"):
        yield item
        yield from _items(item)


def _link_ids(value: Held) -> Iterator[object]:
    return (item.get("linkId") for item in _items(value))


_OF: dict[str, Callable[[Held], Found]] = {
    "Extension": _extension,
    "Reference": _reference,
    "Period": _period,
    "Quantity": _quantity,
    "ContactPoint": _contact_point,
    "Attachment": _attachment,
    "Narrative": _narrative,
    "Bundle": _bundle,
    "Composition": _composition,
    "Consent": _consent,
    "Observation": _observation,
    "Patient": _patient,
    "Organization": _organization,
    "CarePlan": _care_plan,
    "ServiceRequest": _service_request,
    "QuestionnaireResponse": _answers,
    "Questionnaire": _questions,
}
