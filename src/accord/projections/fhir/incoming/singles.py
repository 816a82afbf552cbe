"""The shapes in which one resource says what is recommended about CPR (interop.md 3.2).

Observation: its value. Flag: its code; its end may be a review date, and ends nothing. Consent: the codes of its
provision, whose type turns the code of a treatment and never that of a status. ServiceRequest: `doNotPerform` turns
the code of a treatment, and never that of a status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from accord.domain.json_documents import Unplaced
from accord.domain.plan.clinical import CprRecommendation
from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.concepts import (
    CPR_QUESTIONS,
    FOR,
    NONE,
    NOT_FOR,
    PROCEDURES,
    CprSaid,
    has_any,
    interventions_of,
    read_cpr,
    together,
    words_of,
)
from accord.projections.fhir.incoming.elements import (
    dated_line,
    keys_of,
    last_changed,
    left_over,
    moment_of,
    names_of,
    notes_of,
)
from accord.projections.fhir.incoming.said import Incoming, NotTaken, Standing
from accord.projections.fhir.problems import Wrong
from accord.projections.words import say_moment

ADVANCE = frozenset({"acd", "dnr"})
CONSENT_CODES = "http://terminology.hl7.org/CodeSystem/consentcategorycodes"
RESPECT_CATEGORY = ("https://fhir.nhs.uk/CodeSystem/flag-categories-bars", "RT")
HOLD, END, MISTAKE = Standing.HOLDS, Standing.ENDED, Standing.MISTAKEN
STATUSES: Mapping[str, Mapping[str, Standing]] = {
    "Observation": {"final": HOLD, "amended": HOLD, "corrected": HOLD, "cancelled": END},
    "Flag": {"active": HOLD, "inactive": END},
    "Consent": {"active": HOLD, "rejected": END, "inactive": END},
    "ServiceRequest": {"active": HOLD, "on-hold": END, "revoked": END, "completed": END},
    "QuestionnaireResponse": {"completed": HOLD, "amended": HOLD, "stopped": END},
    "DocumentReference": {"current": HOLD, "superseded": END},
    "Composition": {"final": HOLD, "amended": HOLD},
}
"""What each status means here; one that is not here is refused, and `entered-in-error` takes an item back."""
MAY_BE_REVIEW = "That may be the day of a review: ask before taking it to have ended"
NOT_COMPARED = "Not compared with what is signed here, since no code that is known here says which treatment it is"
NOT_ABOUT = "says nothing about CPR or a plan that can be read here: {}. Nothing was saved."


def standing_of(made: Made, status: str) -> Standing:
    """Return whether an item still holds; raises `NotTaken` for a status that decides nothing, such as a draft."""
    kind = made["resourceType"]
    if status == "entered-in-error":
        return MISTAKE
    found = STATUSES[kind].get(status)
    if found is None:
        accepted = ", ".join((*STATUSES[kind], "entered-in-error"))
        raise NotTaken.at(f"{kind}.status", f"is {status}, which reports nothing. Taken here: {accepted}.")
    return found


def read_observation(made: Made, among: Mapping[str, Made]) -> Incoming:
    """Return what an Observation says of the resuscitation status."""
    value = made.get("valueCodeableConcept") or {}
    if not has_any([made["code"]], CPR_QUESTIONS):
        raise NotTaken.at("Observation.code", NOT_ABOUT.format(words_of(made["code"]) or "no code"))
    absent = words_of(made["dataAbsentReason"]) if made.get("dataAbsentReason") else ""
    said = _said_or_words(value) if value else CprSaid(says=f"nothing: {absent or 'there is no value'}")
    when = made.get("effectiveDateTime") or made.get("effectivePeriod", {}).get("start")
    rests_on = names_of(made.get("derivedFrom", ()), among)
    taken = {"code", "valueCodeableConcept", "dataAbsentReason", "effectiveDateTime", "effectivePeriod", "performer"}
    return _incoming(
        made,
        said,
        decided_at=moment_of(when),
        decided_by=names_of(made.get("performer", ()), among),
        dated=last_changed(made, "issued", "effectiveDateTime"),
        lines=(dated_line("Dated", when), f"It rests on: {rests_on}" if rests_on else "", *notes_of(made)),
        unplaced=left_over(made, taken | {"issued", "note", "category", "derivedFrom"}),
    )


def read_flag(made: Made, among: Mapping[str, Made]) -> Incoming:
    """Return what a Flag says. The end of its period may be the day of a review, and is never taken for its end."""
    said = read_cpr(made["code"])
    is_respect = any((each.get("system"), each.get("code")) == RESPECT_CATEGORY for each in _codings(made, "category"))
    if not said.is_about_cpr and not is_respect:
        raise NotTaken.at("Flag.code", NOT_ABOUT.format(words_of(made["code"]) or "no code"))
    period = made.get("period", {})
    ends, until = moment_of(period.get("end")), period.get("end")
    end = f"Its period ends on {say_moment(ends) if ends else until}. {MAY_BE_REVIEW}" if until else ""
    return _incoming(
        made,
        said if said.is_about_cpr else _said_or_words(made["code"]),
        decided_at=moment_of(period.get("start")),
        decided_by=names_of([made["author"]] if "author" in made else [], among),
        dated=last_changed(made),
        lines=(dated_line("Dated", period.get("start")), end),
        unplaced=left_over(made, {"code", "category", "period", "author"}),
    )


def read_consent(made: Made, among: Mapping[str, Made]) -> Incoming:
    """Return what an advance directive, or a do-not-resuscitate order, in the shape of a Consent says."""
    provision = made.get("provision", {})
    categories = {each.get("code") for each in _codings(made, "category") if each.get("system") == CONSENT_CODES}
    if not categories & ADVANCE:
        raise NotTaken.at("Consent.category", f"is none of {', '.join(sorted(ADVANCE))}. Nothing was saved.")
    if provision.get("provision"):
        words = "holds exceptions to what it says, which are not read here. Nothing was saved."
        raise NotTaken.at("Consent.provision.provision", words, Wrong.NOT_SUPPORTED)
    kind = str(provision.get("type") or "")
    concepts = provision.get("code", [])
    named = [(words_of(each) or "a code", _permitted(each, kind)) for each in concepts]
    said = together(named) if concepts else _of_category(categories)
    verb = {"deny": "Refused", "permit": "Agreed to"}.get(kind, "About")
    lines = [f"{verb}: {words_of(each)}" for each in concepts if words_of(each)]
    agents = names_of((each["reference"] for each in provision.get("actor", ()) if "reference" in each), among)
    period = " to ".join(str(provision.get("period", {}).get(end) or "…") for end in ("start", "end"))
    when = made.get("dateTime")
    return _incoming(
        made,
        said,
        decided_at=moment_of(when),
        decided_by=names_of(made.get("performer", ()), among),
        dated=last_changed(made, "dateTime"),
        refuses=interventions_of(concepts) if kind == "deny" else (),
        lines=(
            dated_line("Dated", when),
            *lines,
            _not_compared(concepts) if kind == "deny" else "",
            f"Names: {agents}" if agents else "",
            f"It holds from {period}" if "period" in provision else "",
        ),
        unplaced=(
            *left_over(made, {"scope", "category", "dateTime", "performer", "policy", "policyRule", "provision"}),
            *_rest_of(provision, {"type", "code", "actor", "period"}, "Consent.provision"),
        ),
    )


def read_service_request(made: Made, among: Mapping[str, Made]) -> Incoming:
    """Return what an order about CPR says; `doNotPerform` turns the code of a treatment around."""
    is_not = made.get("doNotPerform") is True
    concepts = [each for each in (made.get("code"), *made.get("orderDetail", ())) if each]
    is_about = has_any(made.get("category", ()), CPR_QUESTIONS)
    said = together([(words_of(each) or "a code", _ordered(each, is_not=is_not)) for each in concepts])
    if not said.is_about_cpr:
        if not is_about:
            raise NotTaken.at("ServiceRequest.code", NOT_ABOUT.format(_shown(concepts)))
        said = CprSaid(says=f"an order about CPR with no code that is known here: {_shown(concepts)}")
    when = made.get("occurrenceDateTime") or made.get("authoredOn")
    intent = made["intent"]
    shown = (f"“{words}”" for each in concepts if (words := words_of(each)))
    lines = (f"It is {_A[intent]}" if intent in _A else "", *shown)
    taken = {"intent", "doNotPerform", "code", "orderDetail", "category", "occurrenceDateTime", "authoredOn", "note"}
    return _incoming(
        made,
        said,
        decided_at=moment_of(when),
        decided_by=names_of([made["requester"]] if "requester" in made else [], among),
        dated=last_changed(made, "authoredOn"),
        lines=(*lines, "It says: do not perform" if is_not else "", *notes_of(made)),
        unplaced=left_over(made, taken | {"requester"}),
    )


_A = {"proposal": "a proposal, and no order", "plan": "a plan, and no order", "directive": "a directive"}


def _shown(concepts: list[Made]) -> str:
    return "; ".join(f"“{words}”" for each in concepts if (words := words_of(each))) or "none"


def _incoming(made: Made, said: CprSaid, **more: Any) -> Incoming:
    lines = tuple(line for line in more.pop("lines") if line)
    status = str(made["status"])
    return Incoming(
        kind=made["resourceType"],
        keys=keys_of(made),
        standing=standing_of(made, status),
        status=status,
        cpr=said.recommendation,
        says=said.says,
        contradictions=said.contradictions,
        lines=lines,
        **more,
    )


def _said_or_words(concept: Made) -> CprSaid:
    said = read_cpr(concept)
    if said.is_about_cpr:
        return said
    return CprSaid(says=f"“{words_of(concept)}”, which is no CPR status that is known here", is_about_cpr=True)


def _not_compared(concepts: list[Made]) -> str:
    """Name the refusals of which no code says what they are of."""
    unknown = (each for each in concepts if not (read_cpr(each).is_about_cpr or has_any([each], PROCEDURES)))
    named = [words_of(each) for each in unknown if words_of(each) and not interventions_of([each])]
    return f"{NOT_COMPARED}: {'; '.join(named)}" if named else ""


def _permitted(concept: Made, kind: str) -> CprSaid:
    said = read_cpr(concept)
    if has_any([concept], PROCEDURES):
        meant = {"deny": NOT_FOR, "permit": FOR}.get(kind, NONE)
        says = "" if kind else "something about CPR that is neither a refusal nor an agreement"
        return CprSaid(recommendation=meant, says=says, is_about_cpr=True)
    if kind == "deny" and said.recommendation in (FOR, NOT_FOR):
        return _turned(said, "It denies what its code says, so that it may mean either")
    return said


def _ordered(concept: Made, *, is_not: bool) -> CprSaid:
    said = read_cpr(concept)
    if has_any([concept], PROCEDURES):
        return CprSaid(recommendation=NOT_FOR if is_not else FOR, is_about_cpr=True)
    if is_not and said.recommendation is FOR:
        return replace(said, recommendation=NOT_FOR)
    if is_not and said.recommendation is NOT_FOR:
        return _turned(said, "It says both not to perform, and an order that says no")
    return said


def _turned(said: CprSaid, words: str) -> CprSaid:
    sentence = f"{words}: “{said.recommendation.words}”."
    return CprSaid(says=f"two things: {sentence}", contradictions=(sentence,), is_about_cpr=True)


def _of_category(categories: set[Any]) -> CprSaid:
    if "dnr" in categories:
        return CprSaid(recommendation=CprRecommendation.NOT_FOR_CPR, is_about_cpr=True)
    return CprSaid(says="that there is an advance directive. What it refuses is not said here", is_about_cpr=True)


def _codings(made: Made, name: str) -> Iterator[Made]:
    return (each for concept in made.get(name, ()) for each in concept.get("coding", ()))


def _rest_of(held: Made, taken: set[str], path: str) -> tuple[Unplaced, ...]:
    return left_over({"resourceType": path, **held}, taken)


SINGLES: Mapping[str, Callable[[Made, Mapping[str, Made]], Incoming]] = {
    "Observation": read_observation,
    "Flag": read_flag,
    "Consent": read_consent,
    "ServiceRequest": read_service_request,
}
"""How each kind is read that says one thing."""
