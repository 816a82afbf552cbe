"""The clinical parts: where the plan holds, shared understanding, CPR and why, treatments, medicines, devices."""

from __future__ import annotations

from datetime import timedelta

from accord.domain.choices import Answer
from accord.domain.moments import Moment
from accord.domain.plan.clinical import (
    Advice,
    AnticipatoryMedicine,
    Basis,
    Cpr,
    CprRecommendation,
    Escalation,
    Focus,
    IcdState,
    Intervention,
    MedicinesDevices,
    Treatment,
    Treatments,
    Understanding,
)
from accord.domain.plan.wishes import Scope, Setting, Source
from accord.synth.conditions import STEADY
from accord.synth.dice import Weights
from accord.synth.faults import Fault
from accord.synth.outlines import Outline, reasons

_FORM_REASONS = {
    Basis.NOT_SUCCESSFUL: "CPR is unlikely to be successful",
    Basis.NOT_OVERALL_BENEFIT: "Length and quality of life not of overall benefit",
    Basis.CAPACITOUS_REFUSAL: "Discussed with the person, who has capacity: against their wishes",
    Basis.ADRT: "Against wishes as in a valid advance decision",
    Basis.ATTORNEY_REFUSAL: "Refused by the attorney",
}
_POOR = {
    Fault.DISABILITY_ONLY: "disability_only",
    Fault.AGE_ONLY: "age_only",
    Fault.CARE_HOME_ONLY: "care_home_only",
    Fault.THIN: "thin",
}
_FOCUS: dict[CprRecommendation, Weights[Focus]] = {
    CprRecommendation.FOR_CPR: Weights.of({Focus.EXTEND_LIFE: 70, Focus.BALANCE: 30}),
    CprRecommendation.NONE: Weights.of({Focus.EXTEND_LIFE: 30, Focus.BALANCE: 60, Focus.COMFORT: 10}),
}
_FOCUS_ELSE = Weights.of({Focus.EXTEND_LIFE: 4, Focus.BALANCE: 52, Focus.COMFORT: 44})
_ESCALATION = {
    Focus.EXTEND_LIFE: Escalation.FULL,
    Focus.BALANCE: Escalation.SELECTED,
    Focus.COMFORT: Escalation.COMFORT,
}
_ADVICE: dict[Focus, dict[Intervention, Advice]] = {
    Focus.EXTEND_LIFE: {
        Intervention.HOSPITAL: Advice.RECOMMENDED,
        Intervention.INTENSIVE_CARE: Advice.RECOMMENDED,
        Intervention.INTRAVENOUS_ANTIBIOTICS: Advice.RECOMMENDED,
        Intervention.NON_INVASIVE_VENTILATION: Advice.RECOMMENDED,
    },
    Focus.BALANCE: {
        Intervention.HOSPITAL: Advice.CONDITIONAL,
        Intervention.INTENSIVE_CARE: Advice.NOT_RECOMMENDED,
        Intervention.ORAL_ANTIBIOTICS: Advice.RECOMMENDED,
        Intervention.INTRAVENOUS_ANTIBIOTICS: Advice.CONDITIONAL,
        Intervention.NON_INVASIVE_VENTILATION: Advice.CONDITIONAL,
        Intervention.FLUIDS: Advice.RECOMMENDED,
    },
    Focus.COMFORT: {
        Intervention.HOSPITAL: Advice.CONDITIONAL,
        Intervention.INTENSIVE_CARE: Advice.NOT_RECOMMENDED,
        Intervention.ORAL_ANTIBIOTICS: Advice.CONDITIONAL,
        Intervention.INTRAVENOUS_ANTIBIOTICS: Advice.NOT_RECOMMENDED,
        Intervention.INVASIVE_VENTILATION: Advice.NOT_RECOMMENDED,
        Intervention.ARTIFICIAL_NUTRITION: Advice.NOT_RECOMMENDED,
        Intervention.OXYGEN: Advice.RECOMMENDED,
    },
}
_CONDITIONS = (
    "If comfort cannot be kept here",
    "For a broken bone or another injury",
    "If it could be put right within days",
    "If the person wants it at the time",
    "If there is a fair chance of coming back home",
)
_MEDICINES = (
    AnticipatoryMedicine(name="Morphine injection", indication="Pain or breathlessness"),
    AnticipatoryMedicine(name="Midazolam injection", indication="Agitation or breathlessness"),
    AnticipatoryMedicine(name="Levomepromazine injection", indication="Sickness"),
    AnticipatoryMedicine(name="Hyoscine butylbromide injection", indication="Chest secretions"),
)
_KEPT = ("Locked box in the kitchen", "Bedside drawer", "The home's medicine room", "Box on top of the wardrobe")
_ALLERGIES = ("None known", "Penicillin", "None known", "Codeine: sickness", "Latex")


def setting(outline: Outline) -> Setting:
    """Return which layer a plan is and where it comes from."""
    dice = outline.dice
    if outline.scope is Scope.EPISODE:
        return Setting(scope=Scope.EPISODE, valid_where_words="This admission")
    if outline.recommendation is CprRecommendation.NOT_FOR_CPR and not outline.blanket and dice.chance(0.08):
        decided = outline.signed_at - timedelta(days=dice.number(5, 700))
        return Setting(
            source=Source.EXISTING_PAPER,
            paper_location=outline.say("paper"),
            paper_decided_on=decided.date(),
            paper_decided_by="The hospital's consultant" if dice.chance(0.5) else "The person's previous GP",
        )
    if dice.chance(0.01):
        ends = Moment.of(outline.signed_at.date() + timedelta(days=dice.number(30, 400)))
        return Setting(ends_at=ends, ends_why="To hold until the treatment that is under way is over.")
    return Setting()


def understanding(outline: Outline) -> Understanding:
    """Return the shared understanding of health."""
    dice, traits = outline.dice, outline.person.traits
    return Understanding(
        summary=outline.say("summary"),
        person_understands=outline.say("understands") if dice.chance(0.75) else "",
        main_diagnosis=outline.say("diagnosis"),
        conditions=outline.say("also"),
        prognosis=dice.weigh(outline.condition.prognosis),
        prognosis_words=outline.say("prognosis_words") if dice.chance(0.5) else "",
        frailty=traits.frailty,
    )


def cpr(outline: Outline) -> Cpr | None:
    """Return the recommendation about CPR; a plan of what matters alone has none."""
    recommendation, dice = outline.recommendation, outline.dice
    if recommendation is CprRecommendation.NONE:
        return None if dice.chance(0.7) else Cpr()
    weighed = not outline.has(Fault.NO_WEIGHING) and not outline.blanket
    foreseen = not outline.has(Fault.NO_FORESIGHT)
    stable = outline.condition.name == STEADY or recommendation is CprRecommendation.FOR_CPR
    return Cpr(
        recommendation=recommendation,
        decided_at=Moment.of(outline.signed_at - timedelta(minutes=dice.number(1, 30))),
        basis=outline.basis,
        form_reason=_FORM_REASONS.get(outline.basis, "") if dice.chance(0.8) else "",
        rationale=rationale(outline),
        modified_words=_modified(outline),
        burdens=outline.say("burdens") if weighed else "",
        benefits=outline.say("benefits") if weighed else "",
        foreseeable_arrest=(Answer.NO if stable else Answer.YES) if foreseen else Answer.UNKNOWN,
        foreseeable_words=outline.say("foreseen") if foreseen and not stable and dice.chance(0.6) else "",
        team_discussed=Answer.UNKNOWN if outline.has(Fault.NO_TEAM) else Answer.YES,
        team_words=outline.say("team") if not outline.has(Fault.NO_TEAM) and dice.chance(0.6) else "",
        may_regain_capacity=Answer.NO if outline.lacks and dice.chance(0.7) else Answer.UNKNOWN,
        urgent=Answer.YES if outline.scope is Scope.EPISODE and dice.chance(0.2) else Answer.UNKNOWN,
    )


def rationale(outline: Outline) -> str:
    """Return the reason as written: the person's own circumstances, or, in the poor records, something less."""
    if outline.blanket:
        return reasons().say("blanket", outline.dice)
    for fault, rule in _POOR.items():
        if outline.has(fault):
            named = "downs_only" if rule == "disability_only" and outline.person.traits.downs else rule
            return outline.say(named)
    if outline.recommendation is CprRecommendation.FOR_CPR:
        return f"{outline.say('for_cpr')} {outline.say('wants_words')}"
    if outline.basis is Basis.UNKNOWN:
        return outline.say("state") + "." if outline.dice.chance(0.5) else ""
    return outline.say(outline.basis.value)


def _modified(outline: Outline) -> str:
    if outline.recommendation is not CprRecommendation.MODIFIED_CPR:
        return ""
    if "modified" in outline.condition.words:
        return outline.say("modified")
    return "One shock if seen to collapse; no prolonged CPR."


def treatments(outline: Outline) -> Treatments | None:
    """Return what is recommended beside CPR; one plan in five says nothing of it."""
    if outline.has(Fault.NO_OTHER_TREATMENTS):
        return None
    dice = outline.dice
    focus = dice.weigh(_FOCUS.get(outline.recommendation, _FOCUS_ELSE))
    given = tuple(_ADVICE[focus].items())
    chosen = dice.some(given, dice.number(2, len(given)))
    return Treatments(
        focus=focus,
        escalation=_ESCALATION[focus] if dice.chance(0.8) else None,
        guidance=outline.say("guidance_full" if focus is Focus.EXTEND_LIFE else "guidance"),
        recommendations=tuple(
            Treatment(
                intervention=intervention,
                advice=advice,
                condition=dice.pick(_CONDITIONS) if advice is Advice.CONDITIONAL else "",
            )
            for intervention, advice in chosen
        ),
    )


def medicines_devices(outline: Outline) -> MedicinesDevices | None:
    """Return anticipatory medicines and where they are, and an implanted defibrillator, where there is one."""
    dice, condition = outline.dice, outline.condition
    kept, device = dice.chance(condition.anticipatory), dice.chance(condition.icd)
    if not (kept or device or dice.chance(0.3)):
        return None
    off = device and outline.recommendation is CprRecommendation.NOT_FOR_CPR and dice.chance(0.7)
    return MedicinesDevices(
        anticipatory=Answer.YES if kept else Answer.NO,
        medicines=dice.some(_MEDICINES, dice.number(2, 4)) if kept else (),
        medicines_location=dice.pick(_KEPT) if kept else "",
        authorisation_location="Community nursing folder" if kept else "",
        issued_on=(outline.signed_at - timedelta(days=dice.number(0, 20))).date() if kept else None,
        icd=_icd(device=device, off=off),
        icd_deactivated_on=outline.signed_at.date() if off else None,
        pacemaker_words="Pacemaker, to be left on" if dice.chance(0.04) else "",
        allergies=dice.pick(_ALLERGIES),
    )


def _icd(*, device: bool, off: bool) -> IcdState:
    if not device:
        return IcdState.NONE
    return IcdState.DEACTIVATED if off else IcdState.ACTIVE
