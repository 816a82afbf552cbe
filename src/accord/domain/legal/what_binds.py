"""What binds a decision about a treatment: one person's advance decisions, attorneys, deputies and wishes together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from accord.domain.choices import Answer
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.attorneys import ATTORNEYS_REFUSAL, conflicts_of, statement_of, unmatched
from accord.domain.legal.binding import Binding, BindingStatement, Force, in_order, is_at_arrest
from accord.domain.legal.decisions import statement_of as statement_of_decision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.findings import LegalConflict, Outcome
from accord.domain.legal.lpa import LastingPower
from accord.domain.legal.treatments import CPR_TREATMENT, RefusedTreatment
from accord.domain.legal.validity import Validity, validity
from accord.domain.legal.wishes import RecordedWish, SaidBy, Stance

DEPUTIES = "section 20(5)"
MAKE_IT_BIND = (
    "To make it binding, the person can make an advance decision while they have capacity: in writing, saying that it "
    "applies even if life is at risk, signed, and signed by a witness."
)


def what_binds(
    *,
    decisions: Sequence[AdvanceDecision] = (),
    powers: Sequence[LastingPower] = (),
    deputies: Sequence[Deputy] = (),
    wishes: Sequence[RecordedWish] = (),
    capacity: Answer = Answer.UNKNOWN,
    as_of: date,
    treatment: RefusedTreatment = CPR_TREATMENT,
) -> Binding:
    """Return what binds a decision about `treatment` on `as_of`, what must be considered, and every conflict.

    `capacity` is the person's capacity for this decision now; for CPR it does not count, since at an arrest it is gone.
    """
    about = tuple(wish for wish in wishes if _is_about(wish, treatment))
    decides = capacity is Answer.YES and not is_at_arrest(treatment)
    advance = [_validity(each, powers, treatment) for each in decisions if each.refusal_of(treatment.code)]
    valid = [found for found, _ in advance if found.outcome is Outcome.MET]
    statements = [
        *(statement_of_decision(found, decision, decides=decides) for found, decision in advance),
        *(_waiting(statement_of(power, about, treatment), decides=decides) for power in powers),
        *(
            _person(wish, treatment, decides=decides, is_bound=bool(valid))
            for wish in about
            if wish.said_by is SaidBy.PERSON
        ),
        *(_deputy(deputy, about, as_of, treatment) for deputy in deputies),
        *(_without_document(wish, treatment) for wish in (*unmatched(powers, about), *_undeputed(deputies, about))),
        *(_close(wish, treatment) for wish in about if wish.said_by is SaidBy.SOMEBODY_CLOSE),
    ]
    conflicts = _of_documents([found for found, _ in advance], powers, about, treatment)
    against = *_against_advance_decision(valid, about, treatment), *_against_attorneys(statements, about, treatment)
    return Binding(
        treatment=treatment,
        as_of=as_of,
        statements=in_order(statements),
        conflicts=tuple(dict.fromkeys((*conflicts, *against))),
        notes=_notes(capacity, treatment),
    )


def _of_documents(
    found: Iterable[Validity],
    powers: Iterable[LastingPower],
    wishes: tuple[RecordedWish, ...],
    treatment: RefusedTreatment,
) -> Iterator[LegalConflict]:
    yield from (conflict for each in found for conflict in each.conflicts)
    yield from (conflict for power in powers for conflict in conflicts_of(power, wishes, treatment))


def _validity(
    decision: AdvanceDecision, powers: Iterable[LastingPower], treatment: RefusedTreatment
) -> tuple[Validity, AdvanceDecision]:
    return validity(decision, powers, treatment=decision.refusal_of(treatment.code) or treatment), decision


def _is_about(wish: RecordedWish, treatment: RefusedTreatment) -> bool:
    return RefusedTreatment(words="", code=wish.treatment).covers(treatment.code)


def _undeputed(deputies: Iterable[Deputy], wishes: Iterable[RecordedWish]) -> tuple[RecordedWish, ...]:
    known = {deputy.name.casefold() for deputy in deputies}
    return tuple(wish for wish in wishes if wish.said_by is SaidBy.DEPUTY and wish.name.casefold() not in known)


def _notes(capacity: Answer, treatment: RefusedTreatment) -> tuple[str, ...]:
    if is_at_arrest(treatment):
        return ("At an arrest the person has no capacity: what they decided before, or an attorney, speaks for them.",)
    return {
        Answer.YES: (f"The person has capacity for this decision: ask them about {treatment.said}.",),
        Answer.NO: (),
        Answer.UNKNOWN: ("Capacity for this decision is not recorded: what follows is for when the person lacks it.",),
    }[capacity]


def _waiting(statement: BindingStatement, *, decides: bool) -> BindingStatement:
    if not decides or statement.force is not Force.BINDS:
        return statement
    words = f"{statement.words} An attorney decides only once the person lacks capacity; now they decide."
    return BindingStatement(
        force=Force.CONSIDER, code=statement.code, words=words, details=statement.details, section=statement.section
    )


def _person(wish: RecordedWish, treatment: RefusedTreatment, *, decides: bool, is_bound: bool) -> BindingStatement:
    on = f" on {wish.said_on:%-d %B %Y}" if wish.said_on else ""
    details = (f"“{wish.words}”",) if wish.words else ()
    if wish.stance is Stance.WANTS:
        words = f"The person's recorded wish{on}: they want {treatment.said}. It must be considered."
        return BindingStatement(force=Force.CONSIDER, code="person_wants", words=words, details=details)
    if decides:
        words = f"The person has capacity and refused {treatment.said}{on}. Ask them again: their refusal now binds."
        return BindingStatement(force=Force.BINDS, code="person_refuses_now", words=words, details=details)
    words = f"The person's recorded refusal of {treatment.said}{on} (not an advance decision): it must be considered."
    return BindingStatement(
        force=Force.CONSIDER,
        code="person_refusal",
        words=words,
        details=details if is_bound else (*details, MAKE_IT_BIND),
        section="section 4(6)(a)",
    )


def _deputy(
    deputy: Deputy, wishes: Iterable[RecordedWish], as_of: date, treatment: RefusedTreatment
) -> BindingStatement:
    said = [wish for wish in wishes if wish.said_by is SaidBy.DEPUTY and wish.name.casefold() == deputy.name.casefold()]
    details = (f"The order covers: {deputy.scope}",) if deputy.scope else ()
    if not said:
        words = deputy.role_words(as_of)
        return BindingStatement(force=Force.NO_POWER, code="deputy", words=words, details=details, section=DEPUTIES)
    words = f"{deputy.name}, a deputy, {said[-1].stance.words} {treatment.said}. It must be considered; it never binds."
    return BindingStatement(
        force=Force.CONSIDER,
        code="deputy_view",
        words=words,
        details=(deputy.role_words(as_of), *details),
        section=DEPUTIES,
    )


def _without_document(wish: RecordedWish, treatment: RefusedTreatment) -> BindingStatement:
    role = wish.said_by.words.lower()
    words = (
        f"{wish.name or 'Somebody'}, recorded as {role}, {wish.stance.words} {treatment.said}. No document here names "
        "them as one who may act: their view must be considered, and does not bind."
    )
    details = (f"“{wish.words}”",) if wish.words else ()
    return BindingStatement(force=Force.CONSIDER, code="view_without_document", words=words, details=details)


def _close(wish: RecordedWish, treatment: RefusedTreatment) -> BindingStatement:
    words = (
        f"{wish.name or 'Somebody close to the person'} {wish.stance.words} {treatment.said}. "
        "Their view of what the person would want must be considered; they do not decide."
    )
    details = (f"“{wish.words}”",) if wish.words else ()
    return BindingStatement(
        force=Force.CONSIDER, code="view_of_somebody_close", words=words, details=details, section="section 4(7)"
    )


def _against_advance_decision(
    valid: list[Validity], wishes: Iterable[RecordedWish], treatment: RefusedTreatment
) -> tuple[LegalConflict, ...]:
    """Return a conflict for each wish for the treatment beside a valid advance decision that refuses it."""
    if not valid:
        return ()
    found = []
    for wish in (each for each in wishes if not each.is_refusal):
        is_own = wish.said_by is SaidBy.PERSON
        who = wish.said_by.words.lower() if is_own or not wish.name else wish.name
        words = f"A valid advance decision refuses {treatment.said}, and {who} wants it."
        if is_own:
            words += " The person may withdraw an advance decision by saying so, at any time, to anyone: ask them."
        found.append(LegalConflict(code="wish_against_adrt", words=words, section="sections 24(3) and 25(2)"))
    return tuple(found)


def _against_attorneys(
    statements: Iterable[BindingStatement], wishes: Iterable[RecordedWish], treatment: RefusedTreatment
) -> tuple[LegalConflict, ...]:
    """Return the conflict of the person's own wish for the treatment with a refusal by attorneys that binds."""
    is_refused = any(each.code == ATTORNEYS_REFUSAL and each.force is Force.BINDS for each in statements)
    if not is_refused or not any(wish.said_by is SaidBy.PERSON and not wish.is_refusal for wish in wishes):
        return ()
    words = (
        f"An attorney refused {treatment.said} in the person's best interests, and the person's recorded wish is that "
        "they want it. What they want must be weighed in deciding their best interests: which stands is not computed."
    )
    return (LegalConflict(code="wish_against_attorney", words=words, section="section 4(6)(a)"),)
