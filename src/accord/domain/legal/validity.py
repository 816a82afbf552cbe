"""Whether an advance decision is valid for a treatment: computed in three values, and explained.

Mental Capacity Act 2005 ss 24-25, as set out in reference/data-items.md 1.4. Two traps are avoided on purpose:
writing, signature, witness and the "even if life is at risk" statement are asked only of a refusal of life-sustaining
treatment (s 25(5)), so an oral refusal of any other treatment is never set aside for want of them; and an LPA is
registered with the Office of the Public Guardian, not with the Court of Protection.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accord.domain.choices import Answer
from accord.domain.legal.adrt import AdvanceDecision, Circumstances, SignedBy
from accord.domain.legal.findings import (
    Finding,
    LegalConflict,
    Outcome,
    Requirement,
    opposite_of,
    outcome_of,
    worst,
)
from accord.domain.legal.later_powers import SECTION, Effect, effect_of
from accord.domain.legal.lpa import LastingPower
from accord.domain.legal.treatments import RefusedTreatment

ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity(Finding):
    """Whether a decision is valid for one treatment, and what has to be judged at the time before it is followed."""

    treatment: RefusedTreatment
    to_judge: tuple[str, ...] = ()


def validities(decision: AdvanceDecision, powers: Iterable[LastingPower] = ()) -> tuple[Validity, ...]:
    """Return the validity of a decision for each treatment that it refuses; one that names none is assessed once."""
    held = tuple(powers)
    return tuple(
        validity(decision, held, treatment=each) for each in decision.refusals or (RefusedTreatment(words=""),)
    )


def validity(
    decision: AdvanceDecision, powers: Iterable[LastingPower] = (), *, treatment: RefusedTreatment | None = None
) -> Validity:
    """Return whether `decision` is valid for `treatment`; by default for the treatment of it that asks most.

    `powers` are the person's lasting powers of attorney. Whether a valid decision *applies* is never computed.
    """
    about = treatment or _most_asked(decision)
    later, conflicts = _no_later_power(decision, tuple(powers), about)
    requirements = (
        _treatment_named(decision),
        _adult(decision),
        _capacity(decision),
        _not_withdrawn(decision),
        later,
        _consistent(decision),
        *_formalities(decision, about),
    )
    outcome = worst(requirement.outcome for requirement in requirements)
    return Validity(
        treatment=about,
        outcome=outcome,
        words=_in_words(outcome, about, conflicts, withdrawn=decision.withdrawn is Answer.YES),
        requirements=requirements,
        conflicts=conflicts,
        to_judge=_to_judge(decision, about),
    )


def _most_asked(decision: AdvanceDecision) -> RefusedTreatment:
    rank = {Answer.YES: 0, Answer.UNKNOWN: 1, Answer.NO: 2}
    return min(decision.refusals, key=lambda each: rank[each.sustains_life], default=RefusedTreatment(words=""))


def _in_words(
    outcome: Outcome, treatment: RefusedTreatment, conflicts: tuple[LegalConflict, ...], *, withdrawn: bool
) -> str:
    what = treatment.said or "treatment"
    if outcome is Outcome.MET:
        return f"This advance decision refusing {what} is valid, as far as this record shows."
    if outcome is Outcome.NOT_MET and withdrawn:
        return f"An advance decision refusing {what} was withdrawn."
    if outcome is Outcome.NOT_MET:
        shortfall = f"This record does not show a valid advance decision refusing {what}"
        return f"{shortfall}; what it says must still be considered."
    shown = " There is a conflict to read." if conflicts else ""
    return f"This record does not show whether this advance decision refusing {what} is valid.{shown}"


def _treatment_named(decision: AdvanceDecision) -> Requirement:
    names = ", ".join(each.said for each in decision.refusals if each.said)
    return Requirement(
        code="treatment_named",
        says="It says which treatment is refused (everyday words are enough)",
        outcome=Outcome.MET if names else Outcome.NOT_MET,
        words=f"It refuses: {names}." if names else "No treatment is named here.",
        section="section 24(1)(a) and (2)",
    )


def _adult(decision: AdvanceDecision) -> Requirement:
    born, made = decision.maker_birth_date, decision.made_on
    if born is None or made is None:
        missing = "the date it was made" if made is None else "the date of birth"
        outcome, words = Outcome.NOT_KNOWN, f"Not recorded: {missing}."
    else:
        age = _age(born, made)
        outcome = Outcome.MET if age >= ADULT else Outcome.NOT_MET
        words = f"They were {age} when they made it."
    return Requirement(
        code="adult", says="The person was 18 or over", outcome=outcome, words=words, section="section 24(1)"
    )


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _capacity(decision: AdvanceDecision) -> Requirement:
    words = {
        Answer.YES: "Recorded: they had capacity when they made it.",
        Answer.NO: "Recorded: they lacked capacity when they made it.",
        Answer.UNKNOWN: "Nothing is recorded; the law presumes capacity (section 1(2)).",
    }[decision.had_capacity]
    evidence = f" {decision.capacity_evidence}" if decision.capacity_evidence else ""
    return Requirement(
        code="capacity",
        says="The person had capacity to make it",
        # s 1(2): capacity is presumed, so that silence is no doubt
        outcome=Outcome.NOT_MET if decision.had_capacity is Answer.NO else Outcome.MET,
        words=f"{words}{evidence}",
        section="section 24(1)",
    )


def _not_withdrawn(decision: AdvanceDecision) -> Requirement:
    outcome = opposite_of(decision.withdrawn)
    on = f" on {decision.withdrawn_on:%-d %B %Y}" if decision.withdrawn_on else ""
    said = f" {decision.withdrawal_words}" if decision.withdrawal_words else ""
    words = {
        Outcome.MET: "No withdrawal is known.",
        Outcome.NOT_MET: f"Withdrawn{on}.{said} Saying so is enough: a withdrawal need not be written.",
        Outcome.NOT_KNOWN: "Whether it has been withdrawn is not recorded.",
    }[outcome]
    if outcome is Outcome.NOT_MET and decision.withdrawn_with_capacity is Answer.NO:
        outcome = Outcome.NOT_KNOWN
        words = f"They withdrew it{on}, when capacity for that was lacking.{said} Which stands is not computed."
    return Requirement(
        code="not_withdrawn",
        says="The person has not withdrawn it",
        outcome=outcome,
        words=words,
        section="section 25(2)(a); section 24(3) and (4)",
    )


def _no_later_power(
    decision: AdvanceDecision, powers: tuple[LastingPower, ...], treatment: RefusedTreatment
) -> tuple[Requirement, tuple[LegalConflict, ...]]:
    effects = [effect_of(power, decision.made_on, treatment) for power in powers]
    if not powers or decision.later_lpa is Answer.YES:
        effects.append(_as_recorded(decision, treatment))
    requirement = Requirement(
        code="no_later_lpa",
        says="No later LPA gives attorneys authority over the same treatment",
        outcome=worst(effect.outcome for effect in effects),
        words=" ".join(effect.words for effect in effects),
        section=f"{SECTION} and (7)",
    )
    return requirement, tuple(effect.conflict for effect in effects if effect.conflict)


def _as_recorded(decision: AdvanceDecision, treatment: RefusedTreatment) -> Effect:
    if decision.later_lpa is Answer.NO:
        return Effect(outcome=Outcome.MET, words="No later LPA is known.")
    if decision.later_lpa is Answer.UNKNOWN:
        return Effect(outcome=Outcome.NOT_KNOWN, words="Whether a later LPA was made is not recorded.")
    on = f" of {decision.later_lpa_on:%-d %B %Y}" if decision.later_lpa_on else ""
    words = {
        Answer.YES: f"A later LPA{on} is recorded as giving authority over {treatment.said}.",
        Answer.NO: f"A later LPA{on} is recorded, without authority over {treatment.said}.",
        Answer.UNKNOWN: f"A later LPA{on} is recorded; whether it is about {treatment.said} is not.",
    }[decision.later_lpa_covers]
    return Effect(outcome=opposite_of(decision.later_lpa_covers), words=words)


def _consistent(decision: AdvanceDecision) -> Requirement:
    what = f" {decision.inconsistent_act_words}" if decision.inconsistent_act_words else ""
    words = {
        Answer.NO: "Nothing of the kind is known.",
        Answer.YES: f"Recorded:{what or ' an act that does not fit the decision.'}",
        Answer.UNKNOWN: "Whether they have is not recorded.",
    }[decision.inconsistent_act]
    return Requirement(
        code="consistent",
        says="The person has done nothing clearly inconsistent with it",
        outcome=opposite_of(decision.inconsistent_act),
        words=words,
        section="section 25(2)(c)",
    )


_FORMALITIES = (
    ("life_at_risk", "It says that it applies even if life is at risk", "section 25(5)(a)"),
    ("in_writing", "It is in writing", "section 25(6)(a)"),
    ("signed", "It is signed by the person, or by another in their presence and as they direct", "section 25(6)(b)"),
    ("witnessed", "The signature was made or acknowledged before a witness", "section 25(6)(c)"),
    ("witness_signed", "The witness signed it, or acknowledged it, in the person's presence", "section 25(6)(d)"),
)


def _formalities(decision: AdvanceDecision, treatment: RefusedTreatment) -> tuple[Requirement, ...]:
    """Return the formalities of s 25(5)-(6), asked only where the treatment sustains life."""
    witness = f"Witness: {decision.witness_name}." if decision.witness_name else ""
    facts = (
        (outcome_of(decision.even_if_life_at_risk), ""),
        (outcome_of(decision.in_writing), ""),
        _signed(decision),
        (outcome_of(decision.signature_witnessed), witness),
        (outcome_of(decision.witness_signed), witness),
    )
    asked = treatment.sustains_life
    return tuple(_formality(asked, named, *fact) for named, fact in zip(_FORMALITIES, facts, strict=True))


def _signed(decision: AdvanceDecision) -> tuple[Outcome, str]:
    outcome = {
        SignedBy.SELF: Outcome.MET,
        SignedBy.ANOTHER: outcome_of(decision.signed_in_presence),
        SignedBy.NOBODY: Outcome.NOT_MET,
        SignedBy.UNKNOWN: Outcome.NOT_KNOWN,
    }[decision.signed_by]
    words = f"{decision.signed_by.words}."
    if decision.signed_by is SignedBy.ANOTHER:
        by = f" By {decision.signer_name}." if decision.signer_name else ""
        words = f"{words}{by} In the person's presence: {decision.signed_in_presence.words.lower()}."
    return outcome, words


def _formality(asked: Answer, named: tuple[str, str, str], outcome: Outcome, words: str) -> Requirement:
    code, says, section = named
    shown = words or {Outcome.MET: "Recorded.", Outcome.NOT_MET: "Recorded: no."}.get(outcome, "Not recorded.")
    if asked is Answer.NO:
        outcome, shown = Outcome.MET, "Not asked: the treatment does not sustain life, and an oral refusal is enough."
    elif asked is Answer.UNKNOWN and outcome is not Outcome.MET:
        outcome = Outcome.NOT_KNOWN
        shown = f"{shown} It is asked only if the treatment sustains life, which is not recorded."
    return Requirement(code=code, says=says, outcome=outcome, words=shown, section=section)


def _to_judge(decision: AdvanceDecision, treatment: RefusedTreatment) -> tuple[str, ...]:
    described = f": “{decision.circumstances_words}”" if decision.circumstances_words else ""
    circumstances = {
        Circumstances.ALL: "It is meant for all circumstances.",
        Circumstances.SPECIFIED: f"It applies only in the circumstances it describes{described} (section 25(4)(b)).",
        Circumstances.UNKNOWN: f"In which circumstances it applies is not recorded here{described}: read the document.",
    }[decision.circumstances]
    unforeseen = (
        "It does not apply where there are reasonable grounds to believe that something the person did not foresee "
        "would have changed it (section 25(4)(c))."
    )
    return (
        "Whether it applies is judged at the time, by the clinician who is there.",
        "It applies only while the person lacks capacity for this decision (section 25(3)).",
        f"It applies only to what it refuses: {treatment.said or 'not recorded'} (section 25(4)(a)).",
        circumstances,
        unforeseen,
    )
