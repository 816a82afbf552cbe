"""Reading a QuestionnaireResponse: ours, one of the forms that are known, or any other, of which CPR alone is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from accord.domain.json_documents import Unplaced
from accord.domain.moments import Moment
from accord.domain.plan.wishes import ConsentToShare, Scope
from accord.domain.respect_flat.reported_plans import LEGAL
from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.answers import Answer, answers_of
from accord.projections.fhir.incoming.concepts import FOR, NOT_FOR, CprSaid, read_cpr, together
from accord.projections.fhir.incoming.elements import (
    LONGEST,
    NO_PLACE,
    keys_of,
    last_changed,
    left_over,
    moment_of,
    names_of,
)
from accord.projections.fhir.incoming.form_places import FORMS, LEGACY, Goes, Into, Unread
from accord.projections.fhir.incoming.our_answers import is_ours, own_records, read_ours
from accord.projections.fhir.incoming.said import Incoming
from accord.projections.fhir.incoming.singles import standing_of

OBJECTIONS = frozenset({ConsentToShare.REFUSED.value, ConsentToShare.WITHDRAWN.value})
TAKEN = frozenset({"questionnaire", "authored", "author", "source", "item"})
UNKNOWN_FORM = "The form is not known here: only what it says about CPR by a code was read"
FOR_ADMISSION = "It is a plan for an admission: it holds there, until that ends"
SECOND = "A second answer to the same question: the first was taken."


def read_form(made: Made, among: Mapping[str, Made]) -> Incoming:
    """Return what the answers to a form say."""
    status, by = str(made["status"]), names_of([made["author"]] if "author" in made else [], among)
    item = Incoming(
        kind=made["resourceType"],
        keys=keys_of(made),
        standing=standing_of(made, status),
        status=status,
        dated=last_changed(made, "authored"),
        decided_at=moment_of(made.get("authored")),
        decided_by=by,
        unplaced=left_over(made, TAKEN),
    )
    return _ours(made, item) if is_ours(made) else _theirs(made, item, among)


def _ours(made: Made, item: Incoming) -> Incoming:
    read = read_ours(made)
    parts, lines = _without_objection(read.parts)
    author = read.signature.get("author") or {}
    said = _ours_said(parts)
    records = ", ".join(own_records(made))
    is_episode = (parts.get("setting") or {}).get("scope") == Scope.EPISODE.value
    kept = f"It holds the person's own records, to be asked for and seen: {records}" if records else ""
    return replace(
        item,
        decided_by=str(author.get("name") or item.decided_by),
        decided_at=moment_of((parts.get("cpr") or {}).get("decided_at")) or item.decided_at,
        cpr=said.recommendation,
        parts=parts,
        lines=tuple(line for line in (FOR_ADMISSION if is_episode else "", *lines, kept) if line),
        unplaced=(*item.unplaced, *read.unplaced),
    )


def _ours_said(parts: Mapping[str, Any]) -> CprSaid:
    held = (parts.get("cpr") or {}).get("recommendation")
    found = next((each for each in type(FOR) if each.value == held), None)
    return CprSaid(recommendation=found, is_about_cpr=True) if found else CprSaid()


def _without_objection(parts: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return parts without an objection to sharing: it is said, and hides nothing that was signed here."""
    sharing = dict(parts.get("sharing") or {})
    if sharing.get("consent") not in OBJECTIONS:
        return dict(parts), []
    said = ConsentToShare(sharing.pop("consent")).words
    return {**parts, "sharing": sharing}, [f"As it says: {said}. Ask the person"]


@dataclass(slots=True)
class _Read:
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    listed: dict[tuple[str, str], dict[int, dict[str, Any]]] = field(default_factory=dict)
    legal: list[dict[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    cpr: list[tuple[str, CprSaid]] = field(default_factory=list)
    decided_at: Moment | None = None
    decided_by: list[str] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def leave(self, answer: Answer, why: str) -> None:
        """Name an answer that found no place."""
        self.unplaced.append(Unplaced(path=answer.path, value=answer.words[:LONGEST], why=why))


def _theirs(made: Made, item: Incoming, among: Mapping[str, Made]) -> Incoming:
    known = FORMS.get(str(made.get("questionnaire", "")).partition("|")[0])
    read = _Read()
    for answer in answers_of(made, among):
        _put(read, answer, (known or {}).get(answer.link))
    for (name, items), each in read.listed.items():
        read.parts.setdefault(name, {})[items] = [{"description": "", **each[group]} for group in sorted(each)]
    if read.decided_at:
        read.parts.setdefault("cpr", {})["decided_at"] = str(read.decided_at)
    said = together(read.cpr)
    legal = [f"It says of legal documents: {'; '.join(value for each in read.legal for value in each.values())}"]
    return replace(
        item,
        cpr=said.recommendation,
        says=said.says,
        contradictions=said.contradictions,
        decided_at=read.decided_at or item.decided_at,
        decided_by=", ".join(read.decided_by) or item.decided_by,
        parts=read.parts,
        lines=(*([] if known else [UNKNOWN_FORM]), *(legal if read.legal else []), *read.lines),
        form={LEGAL: {"items": read.legal}} if read.legal else {},
        unplaced=(*item.unplaced, *read.unplaced),
    )


def _put(read: _Read, answer: Answer, into: Into | None) -> None:
    said = read_cpr(answer.concept) if answer.concept else CprSaid()
    if said.recommendation in (FOR, NOT_FOR) or said.contradictions or (into and into.goes is Goes.CPR):
        found = said if said.is_about_cpr else CprSaid(says=f"“{answer.words}”, which is not known", is_about_cpr=True)
        read.cpr.append((answer.question or answer.link, found))
    elif into is None:
        read.leave(answer, LEGACY.get(answer.link, NO_PLACE))
    else:
        _place(read, answer, into)


def _place(read: _Read, answer: Answer, into: Into) -> None:
    match into.goes:
        case Goes.LEGAL:
            read.legal.append({answer.question or answer.link: answer.words})
        case Goes.LINE:
            read.lines.append(f"{answer.question or answer.link}: {answer.words}")
        case Goes.DECIDED_BY:
            read.decided_by.append(answer.words)
        case Goes.DECIDED_AT if answer.moment:
            read.decided_at = answer.moment
        case Goes.DECIDED_AT:
            read.lines.append(f"{answer.question}: {answer.words}")
        case _:
            _fill(read, answer, into)


def _fill(read: _Read, answer: Answer, into: Into) -> None:
    try:
        value = into.read(answer) if into.read else answer.words
    except Unread as unread:
        read.leave(answer, str(unread))
        return
    if into.goes is Goes.EACH:
        read.listed.setdefault((into.part, into.items), {}).setdefault(answer.group, {})[into.field] = value
        return
    held = read.parts.setdefault(into.part, {})
    if into.goes is Goes.LISTED:
        held[into.field] = [*dict.fromkeys([*held.get(into.field, []), value])]
    elif into.goes is Goes.JOINED:
        held[into.field] = "\n".join(_each(held.get(into.field), value))
    elif held.setdefault(into.field, value) != value:
        read.leave(answer, SECOND)


def _each(before: str | None, value: str) -> Iterable[str]:
    return (each for each in (before, value) if each)
