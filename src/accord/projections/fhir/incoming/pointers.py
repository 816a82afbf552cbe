"""A DocumentReference of others: that somebody holds a plan, of which kind and where; and a ReSPECT form within it.

The types are those of plans in the National Record Locator (interop.md 3.3). What a plan says is never read off its
type, its title or its address. A form in openEHR FLAT JSON that comes within is read as one that is loaded by hand.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from accord.domain.codec import to_json
from accord.domain.errors import Refused
from accord.domain.json_documents import Unplaced
from accord.domain.respect_flat.reading import read_respect_text
from accord.domain.respect_flat.reported_plans import ReportedPlan
from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.concepts import NONE, codes_of, words_of
from accord.projections.fhir.incoming.elements import keys_of, last_changed, left_over, moment_of, names_of
from accord.projections.fhir.incoming.said import Incoming, NotTaken, Standing
from accord.projections.fhir.incoming.singles import standing_of
from accord.projections.fhir.systems import SNOMED

PLANS = frozenset(
    {
        "325691000000100",
        "735324008",
        "736253002",
        "736366004",
        "736373009",
        "861421000000109",
        "887701000000100",
        "1382601000000107",
        "2181441000000107",
    }
)
JSON = frozenset({"application/json", "application/openehr.wt.flat+json", "application/openehr.wt.flat.schema+json"})
DRAFTS = frozenset({"preliminary"})
TAKEN = frozenset(
    {"masterIdentifier", "docStatus", "type", "category", "date", "author", "authenticator", "custodian", "relatesTo"}
    | {"description", "content", "context", "securityLabel"}
)
OTHER_FORM = "It is no ReSPECT form in openEHR FLAT JSON: it is kept as it came."


def read_pointer(made: Made, among: Mapping[str, Made]) -> Incoming:
    """Return what a pointer says."""
    kind, custodian = made.get("type") or {}, names_of([made["custodian"]] if "custodian" in made else [], among)
    if not any(system == SNOMED and code in PLANS for system, code in codes_of(kind)):
        shown = words_of(kind) or "no type"
        raise NotTaken.at("DocumentReference.type", f"is no plan that is known here: {shown}. Nothing was saved.")
    authors = names_of(made.get("author", ()), among)
    item = Incoming(
        kind="DocumentReference",
        keys=tuple(_keys(made)),
        standing=_standing(made),
        status=_status(made),
        dated=last_changed(made, "date"),
        says=f"that {custodian or authors or 'somebody'} holds: {words_of(kind)}. What that says is not here",
        decided_by=authors,
        lines=tuple(_lines(made)),
        unplaced=left_over(made, TAKEN),
    )
    forms = [form for each in made["content"] if (form := _form_in(each["attachment"])) is not None]
    return _with_form(item, forms[0]) if forms else item


def _standing(made: Made) -> Standing:
    if made.get("docStatus") in DRAFTS:
        raise NotTaken.at("DocumentReference.docStatus", f"is {made['docStatus']}, which reports nothing.")
    return Standing.MISTAKEN if made.get("docStatus") == "entered-in-error" else standing_of(made, made["status"])


def _status(made: Made) -> str:
    return "entered-in-error" if made.get("docStatus") == "entered-in-error" else str(made["status"])


def _keys(made: Made) -> Iterator[str]:
    """Yield the names of a pointer, and of those that it says it replaces."""
    master = [made["masterIdentifier"]] if "masterIdentifier" in made else []
    yield from keys_of({**made, "identifier": [*master, *made.get("identifier", ())]})
    for each in made.get("relatesTo", ()):
        named = each["target"].get("identifier", {})
        if each["code"] == "replaces" and named.get("value"):
            yield f"{named.get('system', '')}|{named['value']}"


def _lines(made: Made) -> Iterator[str]:
    if made.get("description"):
        yield str(made["description"])
    for each in made["content"]:
        attachment = each["attachment"]
        title = f"“{attachment['title']}”, " if attachment.get("title") else ""
        if attachment.get("url"):
            yield f"{title}to be had at {attachment['url']}" if title else f"To be had at {attachment['url']}"
        elif attachment.get("data"):
            kind = attachment.get("contentType") or "of a kind that is not said"
            yield f"{title or 'It is '}a file that came with it ({kind})"
    for label in made.get("securityLabel", ()):
        yield f"Whoever holds it marks it: {words_of(label)}"


def _form_in(attachment: Made) -> ReportedPlan | Unplaced | None:
    """Return the ReSPECT form that a file holds, or why it was not read; None where there is no file of that kind."""
    kind = str(attachment.get("contentType", "")).partition(";")[0].strip().lower()
    if not attachment.get("data") or kind not in JSON:
        return None
    try:
        return read_respect_text(base64.b64decode(attachment["data"], validate=True))
    except (Refused, binascii.Error):
        return Unplaced(path="DocumentReference.content.attachment.data", value=kind, why=OTHER_FORM)


def _with_form(item: Incoming, form: ReportedPlan | Unplaced) -> Incoming:
    if isinstance(form, Unplaced):
        return replace(item, unplaced=(*item.unplaced, form))
    parts: dict[str, Any] = dict(form.draft_parts())
    cpr = parts.get("cpr") or {}
    found = next((each for each in type(NONE) if each.value == cpr.get("recommendation")), NONE)
    return replace(
        item,
        cpr=found,
        says="" if found is not NONE else item.says,
        decided_at=moment_of(cpr.get("decided_at")),
        contradictions=tuple(each.words for each in form.contradictions),
        parts=parts,
        form=to_json(form.parts),
        unplaced=(*item.unplaced, *form.unplaced),
    )
