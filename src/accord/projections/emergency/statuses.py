"""The one effective CPR status in words, at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from accord.domain.legal.binding import Force
from accord.domain.people import DeathStatus, Identity
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import Scope
from accord.domain.standing import Effective, EffectiveCpr, Layer, Suspension, effective_cpr
from accord.projections.emergency.disclosures import OBJECTIONS
from accord.projections.emergency.sheets import Elsewhere, LayerSheet, Sheet
from accord.projections.emergency.views import CprNow
from accord.projections.words import join_sentences, say_day, say_moment, say_time

PRESUMPTION = "the usual presumption is to attempt CPR, unless clinical judgement says otherwise."
UNKNOWN_DECISION = f"Without a known decision {PRESUMPTION}"
NOT_SHARED = "Not shared at the person's request."
NOT_SHARED_UNVERIFIED = "A plan is recorded, and is not shared: the NHS number has not been verified."
HEADINGS = {
    EffectiveCpr.NOT_FOR_CPR: "Not for CPR",
    EffectiveCpr.FOR_CPR: "For CPR",
    EffectiveCpr.MODIFIED_CPR: "Modified CPR: read what is recommended",
    EffectiveCpr.SUSPENDED: "Suspended: attempt CPR",
    EffectiveCpr.NONE_RECORDED: "No recommendation about CPR",
    EffectiveCpr.NO_PLAN_KNOWN: "No plan is known here",
    EffectiveCpr.NOT_SHARED: "Not shared at the person's request",
}
NOT_SHARED_UNVERIFIED_HEADING = "Not shared: the NHS number has not been verified"
DIED = "Recorded as having died"
REFUSAL_BELOW = "A refusal that binds is recorded: read it below."
REPORT_BELOW = "A plan is reported from elsewhere, not confirmed here: read it below."
REPORT_OTHERWISE = "A report from elsewhere, not confirmed here, says otherwise: read it below."
ELSEWHERE_BELOW = "Another organisation says that it holds a plan: who, is said below. Ask them what it says."
UNNAMED = "an organisation that is not named, since this record is restricted"
PLANS = {Scope.ENDURING: "the enduring plan", Scope.EPISODE: "the plan for this admission"}
SILENT_EPISODE = "The plan for this admission says nothing about CPR, so the enduring plan stands."
GUIDE = "This recommendation guides the clinician who is there. It is not an order, and it does not bind by itself."
CPR_ONLY = "It is about CPR only. All other appropriate treatment and care is given."
REVERSIBLE = "It does not cover a sudden cause that can be reversed, such as choking or anaphylaxis."


def no_plan_known(checked: datetime) -> str:
    """Return the words for when nothing is known (design/clinical-decisions.md), never a decision either way."""
    return f"No plan is known here, last checked {say_time(checked)}. {UNKNOWN_DECISION}"


def effective_at(sheet: Sheet, now: datetime) -> Effective:
    """Return the effective CPR status at `now`."""
    return effective_cpr(tuple(each.layer for each in sheet.layers), now)


def status_of(sheet: Sheet, person: Identity, now: datetime, checked: datetime) -> CprNow:
    """Return the effective status in words, which layer it comes from, and what stands underneath."""
    effective = effective_at(sheet, now)
    if effective.layer is None:
        heading = _heading_without_plan(sheet, person)
        return CprNow(status=effective.status, heading=heading, words=_without_plan(sheet, person, checked))
    held = next(each for each in sheet.layers if each.layer.version_id == effective.layer.version_id)
    return CprNow(
        status=effective.status,
        heading=HEADINGS[effective.status],
        words=_words(effective, held),
        lines=tuple(line for line in _lines(effective, held, sheet, now) if line),
        basis=held.basis,
        rationale=held.rationale,
        layer=_layer_words(effective.layer),
        underneath=_underneath(effective.layer, sheet, now),
    )


def not_shared(sheet: Sheet, hidden: Sequence[LayerSheet]) -> CprNow:
    """Return what stands in the plans' place for a reader who may see none of them, never that there is no plan."""
    below = tuple(words for words, is_so in _pointers(sheet) if is_so)
    if any(each.consent in OBJECTIONS for each in hidden):
        heading, words, asked = HEADINGS[EffectiveCpr.NOT_SHARED], NOT_SHARED, ""
    else:
        holder = max(hidden, key=lambda each: each.layer.signed_at)
        ask = ", ".join(part for part in (holder.organisation, holder.signer_telephone) if part)
        heading, words = NOT_SHARED_UNVERIFIED_HEADING, NOT_SHARED_UNVERIFIED
        asked = f"Ask {ask}." if ask else ""
    lines = tuple(line for line in (asked, *(below or (UNKNOWN_DECISION,))) if line)
    return CprNow(status=EffectiveCpr.NOT_SHARED, heading=heading, words=words, lines=lines)


def beside_hidden(status: CprNow, hidden: Sequence[LayerSheet]) -> CprNow:
    """Return the status of the plans that the reader may see, saying clearly that another stands beside them."""
    lines = tuple(f"{hidden_words(each)} What it says about CPR may be different." for each in hidden)
    return replace(status, heading=f"{status.heading} (in the plan shown here)", lines=(*lines, *status.lines))


def hidden_words(held: LayerSheet) -> str:
    """Say that a plan stands which is kept back from this reader, and why."""
    why = NOT_SHARED if held.consent in OBJECTIONS else "Not shared: the NHS number has not been verified."
    return f"{PLANS[held.layer.scope].capitalize()} stands too. {why}"


def elsewhere_words(held: Elsewhere) -> str:
    """Say that a plan is held elsewhere: by whom, since when, and how to reach them; never what it says."""
    ask = f" To reach them: {held.contact}" if held.contact else ""
    return f"{held.kind}: held by {held.holder or UNNAMED} since {say_day(held.since)}.{ask}"


def reminders_for(status: CprNow) -> tuple[str, ...]:
    """Return what must be read with a recommendation (rule SIG-08)."""
    if status.status is EffectiveCpr.NOT_FOR_CPR:
        return (GUIDE, CPR_ONLY, REVERSIBLE)
    return (GUIDE,) if status.status in (EffectiveCpr.FOR_CPR, EffectiveCpr.MODIFIED_CPR) else ()


def suspended_words(suspension: Suspension) -> str:
    """Return a suspension in the words that were agreed: "suspended from … to …: attempt CPR"."""
    until = f"to {say_time(suspension.until)}" if suspension.until else "until it is reinstated"
    return f"suspended from {say_time(suspension.from_at)} {until}: attempt CPR"


def _without_plan(sheet: Sheet, person: Identity, checked: datetime) -> str:
    """Say that no plan stands, and point to all else that is known."""
    last = f"last checked {say_time(checked)}"
    if person.has_died:
        return f"{death_of(person)} No plan is open, {last}. If the person in front of you is alive, {PRESUMPTION}"
    below = " ".join(words for words, is_so in _pointers(sheet) if is_so)
    if below:
        return f"No plan signed here is known, {last}. {below}"
    if not sheet.bearings and not sheet.elsewhere:
        return no_plan_known(checked)
    law = "A legal document or wish is recorded: read it below. " if sheet.bearings else ""
    held = f"{ELSEWHERE_BELOW} " if sheet.elsewhere else ""
    return f"No plan is known here, {last}. {law}{held}{UNKNOWN_DECISION}"


def death_of(person: Identity) -> str:
    """Return what the record says of the person's death; nothing where it says of none."""
    if not person.has_died or person.death is None:
        return ""
    on = f" on {say_day(person.death.on)}" if person.death.on else ""
    informal = " The notice is informal, and not confirmed." if person.death.status is DeathStatus.INFORMAL else ""
    return f"The record says that this person died{on}.{informal}"


def _heading_without_plan(sheet: Sheet, person: Identity) -> str:
    """Return the heading where no plan stands: it never says that nothing is known where something is."""
    if person.has_died:
        return DIED
    if _something_binds(sheet):
        return "No plan signed here: a refusal that binds is recorded"
    if sheet.reported:
        return "No plan signed here: one is reported from elsewhere"
    if sheet.bearings:
        return "No plan signed here: a legal document or wish is recorded"
    if sheet.elsewhere:
        return "No plan signed here: one is held elsewhere"
    return HEADINGS[EffectiveCpr.NO_PLAN_KNOWN]


def _pointers(sheet: Sheet) -> tuple[tuple[str, bool], ...]:
    return (REFUSAL_BELOW, _something_binds(sheet)), (REPORT_BELOW, bool(sheet.reported))


def _something_binds(sheet: Sheet) -> bool:
    return any(each.force is Force.BINDS for each in sheet.bearings)


def _words(effective: Effective, held: LayerSheet) -> str:
    if effective.suspension:
        return f"{held.layer.cpr.words}, {suspended_words(effective.suspension)}"
    if effective.status is EffectiveCpr.MODIFIED_CPR and held.modified:
        return f"{effective.status.words}: {held.modified}"
    return effective.status.words


def _lines(effective: Effective, held: LayerSheet, sheet: Sheet, now: datetime) -> tuple[str, ...]:
    why = effective.suspension.why if effective.suspension else ""
    says_nothing = effective.status is EffectiveCpr.NONE_RECORDED
    is_against = effective.status is not EffectiveCpr.NOT_FOR_CPR and _something_binds(sheet)
    return (
        REFUSAL_BELOW if is_against else "",
        _beside(held.layer.cpr, sheet),
        f"Why it is suspended: {why}" if why else "",
        f"The plan says nothing about CPR: {PRESUMPTION}" if says_nothing else "",
        SILENT_EPISODE if _is_under_silent_episode(held, sheet, now) else "",
        f"Where it is valid: {held.valid_where}" if held.valid_where else "",
        f"It ends {say_moment(held.layer.ends_at)}" if held.layer.ends_at else "",
    )


def _beside(recommended: CprRecommendation, sheet: Sheet) -> str:
    """Point to what is reported beside a plan: most of all where it says otherwise."""
    others = {each.cpr for each in sheet.reported} - {CprRecommendation.NONE, recommended}
    if others and recommended is not CprRecommendation.NONE:
        return REPORT_OTHERWISE
    return REPORT_BELOW if sheet.reported else ""


def _is_under_silent_episode(held: LayerSheet, sheet: Sheet, now: datetime) -> bool:
    """Whether there is a plan for this admission that leaves CPR to the enduring plan."""
    episode = [each for each in layers_holding(sheet, now) if each.layer.scope is Scope.EPISODE]
    return held.layer.scope is Scope.ENDURING and any(each.layer.cpr is CprRecommendation.NONE for each in episode)


def _layer_words(layer: Layer) -> str:
    where = "in all settings" if layer.scope is Scope.ENDURING else "until discharge"
    return f"From {PLANS[layer.scope]}, version {layer.number}, {where}"


def _underneath(deciding: Layer, sheet: Sheet, now: datetime) -> str:
    others = [each.layer for each in sheet.layers if each.layer.scope is Scope.ENDURING and each.layer.holds(now)]
    if deciding.scope is not Scope.EPISODE or not others:
        return ""
    suspension = others[0].suspension(now)
    says = f"Underneath, the enduring plan says: {others[0].cpr.words}"
    return join_sentences(f"{says}, {suspended_words(suspension)}" if suspension else says, "It returns at discharge")


def layers_holding(sheet: Sheet, now: datetime) -> Sequence[LayerSheet]:
    """Return the layers that hold at `now`, the one for this admission first."""
    held = [each for each in sheet.layers if each.layer.holds(now)]
    return sorted(held, key=lambda each: each.layer.scope is not Scope.EPISODE)
