"""What attorneys' refusals do: whether enough of them refuse, in the person's best interests, under an LPA in force."""

from __future__ import annotations

from collections.abc import Iterable

from accord.domain.choices import Answer
from accord.domain.legal.binding import BindingStatement, Force
from accord.domain.legal.findings import LegalConflict, Outcome
from accord.domain.legal.lpa import Attorney, HowDecide, LastingPower
from accord.domain.legal.powers import authority
from accord.domain.legal.treatments import RefusedTreatment
from accord.domain.legal.wishes import RecordedWish, SaidBy
from accord.domain.sentences import within_sentence

SECTION = "sections 9 to 11"
ATTORNEYS_REFUSAL = "attorney_refusal"


def statement_of(power: LastingPower, wishes: Iterable[RecordedWish], treatment: RefusedTreatment) -> BindingStatement:
    """Return what `power` does to a decision about `treatment`, given what its attorneys have said."""
    finding = authority(power, treatment)
    details = _details(power)
    said = tuple(wish for wish in (_said(each, wishes) for each in power.active_attorneys) if wish is not None)
    if finding.outcome is not Outcome.MET:
        short = tuple(requirement.words for requirement in finding.short_of())
        return _statement(Force.NO_POWER, "lpa_without_authority", finding.words, (*short, *_heard(said), *details))
    refusing = [wish for wish in said if wish.is_refusal]
    if not refusing:
        words = (
            f"Attorneys have authority over {treatment.said}; no refusal of theirs is recorded. "
            "Once the person lacks capacity the decision is theirs to make, in the person's best interests."
        )
        return _statement(Force.CONSIDER, "lpa_without_refusal", words, (*_heard(said), *details))
    return _refusal(power, refusing, treatment, details)


def conflicts_of(
    power: LastingPower, wishes: Iterable[RecordedWish], treatment: RefusedTreatment
) -> tuple[LegalConflict, ...]:
    """Return the conflict between attorneys of one LPA who say different things, if there is one."""
    said = [wish for wish in (_said(each, wishes) for each in power.active_attorneys) if wish is not None]
    if authority(power, treatment).outcome is not Outcome.MET or len({wish.stance for wish in said}) < 2:
        return ()
    parts = ", ".join(f"{wish.name or 'one attorney'} {wish.stance.words} it" for wish in said)
    words = f"Attorneys of one LPA do not say the same about {treatment.said}: {parts}. Which stands is not computed."
    return (LegalConflict(code="attorneys_disagree", words=words, section="section 10(4)"),)


def unmatched(powers: Iterable[LastingPower], wishes: Iterable[RecordedWish]) -> tuple[RecordedWish, ...]:
    """Return what people said as attorneys whom no LPA here names as one who may act."""
    acting = [attorney for power in powers for attorney in power.active_attorneys]
    said = (wish for wish in wishes if wish.said_by is SaidBy.ATTORNEY)
    return tuple(wish for wish in said if not any(_is_by(wish, attorney) for attorney in acting))


def _refusal(
    power: LastingPower, refusing: list[RecordedWish], treatment: RefusedTreatment, details: tuple[str, ...]
) -> BindingStatement:
    enough, how = _enough(power, len(refusing))
    names = " and ".join(wish.name or "an attorney" for wish in refusing)
    heard = (*_heard(refusing), *details)
    if enough is not Answer.YES:
        words = f"{names} refused {treatment.said} as attorney. {how}"
        return _statement(Force.CONSIDER, "attorney_refusal_incomplete", words, heard)
    against = {wish.in_best_interests for wish in refusing}
    if against != {Answer.YES}:
        lack = "was not made" if Answer.NO in against else "is not recorded as made"
        words = f"{names} refused {treatment.said} as attorney; the refusal {lack} in the person's best interests."
        return _statement(Force.CONSIDER, "attorney_refusal_not_in_best_interests", words, heard)
    words = (
        f"{names}, attorney{'s' if len(refusing) > 1 else ''} under a registered LPA with authority over "
        f"{treatment.said}, refused it in the person's best interests. {how}"
    )
    return _statement(Force.BINDS, ATTORNEYS_REFUSAL, words.strip(), heard)


def _enough(power: LastingPower, refusing: int) -> tuple[Answer, str]:
    """Return whether as many refusals are enough for the way in which the attorneys decide, and why."""
    active = len(power.active_attorneys)
    waiting = [attorney for attorney in power.appointed if not attorney.may_act]
    if power.deciding is HowDecide.JOINTLY and waiting:
        names = ", ".join(attorney.name or "one" for attorney in waiting)
        return Answer.UNKNOWN, f"Of the joint attorneys, {names} does not act (any more, or yet): ask who may decide."
    if active == 1 or power.deciding is HowDecide.JOINTLY_AND_SEVERALLY:
        return Answer.YES, "" if active == 1 else "Each attorney may decide alone."
    if power.deciding is HowDecide.MIXED:
        return Answer.UNKNOWN, "The LPA says which decisions must be made together: read it before relying on this."
    if refusing == active:
        return Answer.YES, "All the joint attorneys have refused."
    return Answer.NO, f"All joint attorneys must refuse: {refusing} of {active} {'has' if refusing == 1 else 'have'}."


def _said(attorney: Attorney, wishes: Iterable[RecordedWish]) -> RecordedWish | None:
    """Return the latest thing that an attorney said; of two on one day, the later in the list."""
    own = [wish for wish in wishes if wish.said_by is SaidBy.ATTORNEY and _is_by(wish, attorney)]
    dated = sorted(own, key=lambda wish: wish.said_on.toordinal() if wish.said_on else 0)
    return dated[-1] if dated else None


def _is_by(wish: RecordedWish, attorney: Attorney) -> bool:
    if wish.attorney_uid and attorney.uid:
        return wish.attorney_uid == attorney.uid
    return bool(attorney.name) and wish.name.casefold().split() == attorney.name.casefold().split()


def _heard(wishes: Iterable[RecordedWish]) -> tuple[str, ...]:
    return tuple(
        f"{wish.name or 'An attorney'} {wish.stance.words} it" + (f": “{wish.words}”" if wish.words else ".")
        for wish in wishes
    )


def _details(power: LastingPower) -> tuple[str, ...]:
    found = [f"LPA {power.uid}: {within_sentence(power.status.words)}."] if power.uid else []
    if power.restrictions:
        found.append(f"Restrictions and conditions, in the donor's words: “{power.restrictions}”")
    found.extend(problem.words for problem in power.problems if problem not in power.donor_problems)
    found.extend(
        f"An update of the kind {update.kind} came and could not be read: ask the Office of the Public Guardian."
        for update in power.unapplied
    )
    return tuple(found)


def _statement(force: Force, code: str, words: str, details: tuple[str, ...]) -> BindingStatement:
    return BindingStatement(force=force, code=code, words=words, details=details, section=SECTION)
