"""What a plan says against itself, by name: shown as warnings, never refused and never computed away.

design/clinical-decisions.md (Plans from elsewhere; Stopping at signing). A person who lacks capacity and still took
part is no contradiction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from accord.domain.legal.treatments import CPR
from accord.domain.legal.what_binds import what_binds
from accord.domain.legal.wishes import Stance
from accord.domain.people import Identity
from accord.domain.plan.clinical import Advice, Basis, CprRecommendation, Escalation, Focus, Intervention
from accord.domain.plan.documents import Plan
from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import HasCapacity, InvolvementOption
from accord.domain.plan.wishes import CprWish
from accord.domain.statements import Statement
from accord.projections.facts.contexts import OtherPlan
from accord.projections.wishes import SAID_STANCES, latest_word, recorded_wishes

ADULT = 18
REFUSALS = frozenset({Basis.CAPACITOUS_REFUSAL, Basis.ADRT, Basis.ATTORNEY_REFUSAL})
UNDER_18 = frozenset({InvolvementOption.C1, InvolvementOption.C2, InvolvementOption.C3})
IN_CPR = frozenset({Intervention.CHEST_COMPRESSIONS, Intervention.DEFIBRILLATION, Intervention.ARREST_MEDICINES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two things that do not fit together: a code, words for the screen, and the parts to look at."""

    code: str
    words: str
    parts: tuple[PartName, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    plan: Plan
    age: int | None
    on: date
    statements: tuple[Statement, ...] = ()

    @property
    def cpr(self) -> CprRecommendation:
        return self.plan.cpr.recommended if self.plan.cpr else CprRecommendation.NONE

    @property
    def basis(self) -> Basis:
        return self.plan.cpr.basis if self.plan.cpr else Basis.UNKNOWN

    @property
    def options(self) -> frozenset[InvolvementOption]:
        return self.plan.involvement.options if self.plan.involvement else frozenset()

    @property
    def capacity(self) -> HasCapacity:
        return self.plan.capacity.outcome if self.plan.capacity else HasCapacity.NOT_RECORDED

    @property
    def wish(self) -> CprWish:
        latest = latest_word(self.statements)
        if latest:
            return CprWish.WANTS_CPR if SAID_STANCES[latest.says] is Stance.WANTS else CprWish.DOES_NOT_WANT_CPR
        return self.plan.what_matters.cpr_wish if self.plan.what_matters else CprWish.NOT_KNOWN


def contradictions(
    plan: Plan,
    *,
    person: Identity | None = None,
    on: date,
    others: Iterable[OtherPlan] = (),
    statements: Iterable[Statement] = (),
) -> tuple[Contradiction, ...]:
    """Return everything in a plan that contradicts itself, the person's age or another live document, on a day.

    `statements` are what the person now says, not yet answered: it counts before the wish that the plan records.
    """
    look = _Look(plan, person.age_on(on) if person else None, on, tuple(statements))
    found = (each for check in CHECKS for each in check(look))
    return (*found, *_rivals(look, others))


def _of_capacity(look: _Look) -> Iterator[Contradiction]:
    parts = (PartName.CAPACITY, PartName.INVOLVEMENT)
    if look.capacity is HasCapacity.LACKS and InvolvementOption.A in look.options:
        words = "The plan says that the person lacks capacity, and that they have capacity and were fully involved (A)."
        yield Contradiction(code="lacks_capacity_with_a", words=words, parts=parts)
    if look.capacity is HasCapacity.HAS and InvolvementOption.B in look.options:
        words = "The plan says that the person has capacity, and that it was made for somebody who lacks it (B)."
        yield Contradiction(code="has_capacity_with_b", words=words, parts=parts)
    if {InvolvementOption.A, InvolvementOption.B} <= look.options:
        words = "The plan says both that the person has capacity (A) and that they lack it (B)."
        yield Contradiction(code="a_with_b", words=words, parts=(PartName.INVOLVEMENT,))


def _of_involvement(look: _Look) -> Iterator[Contradiction]:
    involvement = look.plan.involvement
    if involvement and InvolvementOption.A in look.options and involvement.not_involved_reason:
        words = "The plan says that the person was fully involved (A), and gives a reason why they were not."
        yield Contradiction(code="involved_and_not", words=words, parts=(PartName.INVOLVEMENT,))


def _of_age(look: _Look) -> Iterator[Contradiction]:
    if look.age is None or look.age < ADULT:
        return
    if look.cpr is CprRecommendation.MODIFIED_CPR:
        words = f"Modified CPR is meant for children; the person is {look.age}."
        yield Contradiction(code="modified_cpr_adult", words=words, parts=(PartName.CPR,))
    if look.options & UNDER_18:
        words = f"An option for under 18s (C) is ticked; the person is {look.age}."
        yield Contradiction(code="under_18_options_adult", words=words, parts=(PartName.INVOLVEMENT,))


def _of_treatments(look: _Look) -> Iterator[Contradiction]:
    treatments = look.plan.treatments
    if treatments is None:
        return
    against = {
        CprRecommendation.NOT_FOR_CPR: Advice.RECOMMENDED,
        CprRecommendation.FOR_CPR: Advice.NOT_RECOMMENDED,
    }.get(look.cpr)
    for each in treatments.recommendations:
        if against and each.intervention in IN_CPR and each.advice is against:
            words = f"{look.cpr.words}, but {each.intervention.words.lower()}: {each.advice.words.lower()}."
            parts = (PartName.CPR, PartName.TREATMENTS)
            yield Contradiction(code=f"{look.cpr.value}_{each.intervention.value}", words=words, parts=parts)
    if treatments.focus is Focus.EXTEND_LIFE and treatments.escalation is Escalation.COMFORT:
        words = "The focus is extending life, and the escalation is palliative or supportive care alone."
        yield Contradiction(code="focus_escalation", words=words, parts=(PartName.TREATMENTS,))


def _of_wish(look: _Look) -> Iterator[Contradiction]:
    """IND-16: nobody can demand CPR, but where it might work and is wanted, "will not work" cannot be the reason."""
    if look.cpr is not CprRecommendation.NOT_FOR_CPR or look.wish is not CprWish.WANTS_CPR:
        return
    parts = (PartName.WHAT_MATTERS, PartName.CPR)
    if look.basis is Basis.NOT_SUCCESSFUL:
        words = (
            "The person wants CPR, and the reason against it is that it would be unlikely to succeed. If it might "
            "succeed, that cannot be the reason: offer a second opinion."
        )
        yield Contradiction(code="wants_cpr_not_successful", words=words, parts=parts)
    elif look.basis in (Basis.CAPACITOUS_REFUSAL, Basis.ADRT):
        words = (
            "The person wants CPR, and the reason against it is their own refusal. "
            "A refusal may be withdrawn by saying so."
        )
        yield Contradiction(code="wants_cpr_own_refusal", words=words, parts=parts)


def _of_basis(look: _Look) -> Iterator[Contradiction]:
    legal, cpr = look.plan.legal, (PartName.CPR, PartName.LEGAL)
    if look.cpr is CprRecommendation.FOR_CPR and look.basis in REFUSALS:
        words = f"CPR is recommended, and the reason given is a refusal: {look.basis.words.lower()}."
        yield Contradiction(code="for_cpr_refusal", words=words, parts=(PartName.CPR,))
    if look.basis is Basis.CAPACITOUS_REFUSAL and look.capacity is HasCapacity.LACKS:
        words = "The reason is the refusal of a person who has capacity, and the plan says that they lack it."
        yield Contradiction(code="refusal_without_capacity", words=words, parts=(PartName.CPR, PartName.CAPACITY))
    if look.basis is Basis.ADRT and not any(each.refusal_of(CPR) for each in legal.advance_decisions):
        words = "The reason is an advance decision (ADRT), and none that refuses CPR is recorded."
        yield Contradiction(code="adrt_not_recorded", words=words, parts=cpr)
    if look.basis is Basis.ATTORNEY_REFUSAL and not legal.lasting_powers:
        deputy = " A deputy's refusal never binds." if legal.deputies else ""
        words = f"The reason is an attorney's refusal, and no lasting power of attorney is recorded.{deputy}"
        yield Contradiction(code="lpa_not_recorded", words=words, parts=cpr)


def _of_law(look: _Look) -> Iterator[Contradiction]:
    legal = look.plan.legal
    if not legal.advance_decisions and not legal.lasting_powers:
        return
    binding = what_binds(
        decisions=legal.advance_decisions,
        powers=legal.lasting_powers,
        deputies=legal.deputies,
        wishes=recorded_wishes(look.plan, look.statements),
        as_of=look.on,
    )
    for conflict in binding.conflicts:
        yield Contradiction(code=conflict.code, words=conflict.words, parts=(PartName.LEGAL,))
    if binding.binds and look.cpr is CprRecommendation.FOR_CPR:
        words = f"CPR is recommended. {binding.binds[0].words}"
        yield Contradiction(code="for_cpr_against_binding_refusal", words=words, parts=(PartName.CPR, PartName.LEGAL))


def _rivals(look: _Look, others: Iterable[OtherPlan]) -> Iterator[Contradiction]:
    for other in others:
        if CprRecommendation.NONE in (other.cpr, look.cpr) or other.cpr is look.cpr:
            continue
        where = "Another current plan" if other.scope else "A plan reported from elsewhere"
        words = f"{where} says: {other.cpr.words}. This one says: {look.cpr.words}."
        yield Contradiction(code="two_live_documents", words=words, parts=(PartName.CPR,))


CHECKS: tuple[Callable[[_Look], Iterator[Contradiction]], ...] = (
    _of_capacity,
    _of_involvement,
    _of_age,
    _of_treatments,
    _of_wish,
    _of_basis,
    _of_law,
)
"""Every look for something that does not fit, in the order in which it is read."""
