"""Reading a document Bundle: what all that it holds says together, and where that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from accord.domain.json_documents import Unplaced, as_text
from accord.projections.fhir.documents import VERSION_SYSTEM, is_suspended
from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.concepts import NONE, CprSaid, together
from accord.projections.fhir.incoming.elements import LONGEST, NO_PLACE, keys_of, last_changed, moment_of, names_of
from accord.projections.fhir.incoming.forms import read_form
from accord.projections.fhir.incoming.our_answers import is_ours
from accord.projections.fhir.incoming.said import Incoming, NotTaken, Standing
from accord.projections.fhir.incoming.singles import SINGLES, standing_of
from accord.projections.fhir.systems import CANONICAL

SECTIONS = "sections"
"""Under what a report holds the words of a document's sections."""
NOT_READ = frozenset({"Composition", "Patient", "Practitioner", "PractitionerRole", "Organization", "RelatedPerson"})
BESIDE_OURS = frozenset({"CarePlan", "Provenance", "Binary"})
"""What a document of ours holds besides: it says again what the form says."""
OF_ANOTHER = "is about somebody else than the document is. Nothing was saved."


def held_in_document(bundle: Made) -> dict[str, Made]:
    """Return the resources of a document, by every reference that leads to them."""
    held: dict[str, Made] = {}
    for entry in bundle.get("entry", ()):
        resource = entry.get("resource")
        if resource:
            held[str(entry.get("fullUrl", ""))] = resource
            if resource.get("id"):
                held[f"{resource['resourceType']}/{resource['id']}"] = resource
    return {reference: each for reference, each in held.items() if reference}


def composition_of(bundle: Made) -> Made:
    """Return what a document begins with; raises `NotTaken` for a Bundle that is no document."""
    if bundle.get("type") != "document":
        words = f"is {bundle.get('type')}. A plan comes as a document; other resources are posted one by one."
        raise NotTaken.at("Bundle.type", words)
    composition: Made = bundle["entry"][0]["resource"]
    return composition


def read_document(bundle: Made, among: Mapping[str, Made]) -> Incoming:
    """Return what a document says."""
    composition = composition_of(bundle)
    _refuse_others(bundle, composition, among)
    on_hold = is_suspended(bundle)
    status = "suspended" if on_hold else str(composition["status"])
    items = list(_items(bundle, among))
    holding = [(name, each) for name, each in items if each.standing is Standing.HOLDS]
    said = together((name, _said_by(each)) for name, each in holding)
    form = next((each for _, each in holding if each.kind == "QuestionnaireResponse"), None)
    first = form or next((each for _, each in holding), None)
    return Incoming(
        kind="Bundle",
        keys=(*keys_of({**bundle, "id": ""}), *_replaced(composition), *_series(bundle, composition, form)),
        standing=Standing.ENDED if on_hold else standing_of(composition, status),
        status=status,
        dated=last_changed(composition, "date") or last_changed(bundle, "timestamp"),
        cpr=said.recommendation,
        says=said.says,
        decided_at=first.decided_at if first else moment_of(composition.get("date")),
        decided_by=(first.decided_by if first else "") or names_of(composition.get("author", ()), among),
        lines=(f"It is called “{composition['title'][:LONGEST]}”", *_lines(items)),
        contradictions=said.contradictions,
        refuses=tuple(dict.fromkeys(named for _, each in holding for named in each.refuses)),
        parts=form.parts if form else {},
        form={**_together(holding), SECTIONS: {"items": list(_sections(composition.get("section", ())))}},
        unplaced=(*_unread(bundle, form), *(left for _, each in items for left in each.unplaced)),
    )


def _said_by(item: Incoming) -> CprSaid:
    is_about = item.cpr is not NONE or bool(item.says)
    return CprSaid(recommendation=item.cpr, says=item.says, contradictions=item.contradictions, is_about_cpr=is_about)


def _items(bundle: Made, among: Mapping[str, Made]) -> Iterator[tuple[str, Incoming]]:
    for resource in _resources(bundle):
        kind = resource["resourceType"]
        if kind == "QuestionnaireResponse":
            yield "The form", read_form(resource, among)
        elif kind in SINGLES and (read := _single(resource, among)):
            yield kind, read


def _single(resource: Made, among: Mapping[str, Made]) -> Incoming | None:
    """Return what one resource says; None for one that is about something else, which is then named."""
    try:
        return SINGLES[resource["resourceType"]](resource, among)
    except NotTaken:
        return None


def _resources(bundle: Made) -> Iterator[Made]:
    return (each["resource"] for each in bundle.get("entry", ()) if each.get("resource"))


def _refuse_others(bundle: Made, composition: Made, among: Mapping[str, Made]) -> None:
    """Raise `NotTaken` where something in a document is about another person."""
    whom = _led(composition.get("subject", {}), among)
    for place, resource in enumerate(_resources(bundle)):
        reference = resource.get("subject") or resource.get("patient")
        if isinstance(reference, Mapping) and _led(dict(reference), among) != whom:
            raise NotTaken.at(f"Bundle.entry[{place}].resource", OF_ANOTHER)


def _led(reference: Made, among: Mapping[str, Made]) -> object:
    """Return whom a reference names: the resource within the document, or what it says."""
    found = among.get(str(reference.get("reference", "")))
    named = reference.get("identifier", {})
    return id(found) if found else (reference.get("reference"), named.get("system"), named.get("value"))


def _replaced(composition: Made) -> tuple[str, ...]:
    """Return the identifiers of the documents that this one says it replaces."""
    named = (
        each.get("targetIdentifier", {}) for each in composition.get("relatesTo", ()) if each["code"] == "replaces"
    )
    return tuple(f"{each.get('system', '')}|{each['value']}" for each in named if each.get("value"))


def _series(bundle: Made, composition: Made, form: Incoming | None) -> tuple[str, ...]:
    """Return the key of a document of ours: an organisation has one current plan of each scope for a person."""
    if form is None or bundle.get("identifier", {}).get("system") != VERSION_SYSTEM:
        return ()
    custodian = composition.get("custodian", {}).get("identifier", {}).get("value", "")
    scope = (form.parts.get("setting") or {}).get("scope", "enduring")
    return (f"{CANONICAL}/plan|{custodian}/{scope}",)


def _lines(items: Iterable[tuple[str, Incoming]]) -> Iterator[str]:
    for name, each in items:
        if each.standing is not Standing.HOLDS:
            yield f"{name} in it is {each.status}, and was left out"
        else:
            yield from each.lines


def _together(holding: Iterable[tuple[str, Incoming]]) -> dict[str, Any]:
    return {key: value for _, each in holding for key, value in each.form.items()}


def _unread(bundle: Made, form: Incoming | None) -> Iterator[Unplaced]:
    ours = any(each["resourceType"] == "QuestionnaireResponse" and is_ours(each) for each in _resources(bundle))
    passed = NOT_READ | (BESIDE_OURS if ours and form else frozenset())
    for resource in _resources(bundle):
        kind = resource["resourceType"]
        is_read = kind == "QuestionnaireResponse" or (kind in SINGLES and _single(resource, {}) is not None)
        if kind not in passed and not is_read:
            yield Unplaced(path=f"{kind}/{resource.get('id', '')}", value=as_text(resource), why=NO_PLACE)


def _sections(sections: Iterable[Made]) -> Iterator[dict[str, str]]:
    for each in sections:
        words = _words(str(each.get("text", {}).get("div", "")))
        if words:
            yield {str(each.get("title") or "Section"): words[: LONGEST * 5]}
        yield from _sections(each.get("section", ()))


class _Words(HTMLParser):
    """The words of a narrative."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if data.strip():
            self.said.append(" ".join(data.split()))


def _words(narrative: str) -> str:
    parser = _Words()
    parser.feed(narrative)
    return "; ".join(parser.said)
