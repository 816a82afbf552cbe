"""Whether a lasting power of attorney takes an advance decision's place (Mental Capacity Act 2005 s 25(2)(b), 25(7)).

A later LPA does so where it gives authority over the same treatment. An LPA exists only once it is registered
(s 9(2)), so a decision made between an LPA's signing and its registration is later than one and earlier than the
other: that conflict is shown to people and never computed (design/clinical-decisions.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.domain.choices import Answer
from accord.domain.legal.findings import LegalConflict, Outcome
from accord.domain.legal.lpa import LastingPower, LpaStatus
from accord.domain.legal.powers import covers
from accord.domain.legal.treatments import RefusedTreatment
from accord.domain.moments import Moment
from accord.domain.sentences import within_sentence

SECTION = "section 25(2)(b)"
_NEVER_REGISTERED = frozenset(
    {
        LpaStatus.IN_PROGRESS,
        LpaStatus.STATUTORY_WAITING_PERIOD,
        LpaStatus.DO_NOT_REGISTER,
        LpaStatus.CANNOT_REGISTER,
        LpaStatus.WITHDRAWN,
    }
)


class Order:
    """How the day an advance decision was made lies to an LPA's signing and registration."""

    BEFORE = "before"
    BETWEEN = "between"
    AFTER = "after"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one LPA means for one advance decision: met when it leaves the decision standing."""

    outcome: Outcome
    words: str
    conflict: LegalConflict | None = None


def effect_of(power: LastingPower, made_on: date | None, treatment: RefusedTreatment) -> Effect:
    """Return what `power` means for a decision refusing `treatment`, made on `made_on`."""
    covered = covers(power, treatment)
    if covered is Answer.NO:
        words = (
            f"An LPA ({_known_by(power)}) gives no authority over {treatment.said}, and leaves this decision standing."
        )
        return Effect(outcome=Outcome.MET, words=words)
    if power.registered_on is None and power.status in _NEVER_REGISTERED:
        return _not_made(power, treatment)
    order = order_of(power, made_on)
    if order == Order.AFTER:
        words = f"The LPA ({_known_by(power)}) was registered before this decision was made, and leaves it standing."
        return Effect(outcome=Outcome.MET, words=words)
    if order == Order.BETWEEN:
        return _between(power, treatment)
    if order == Order.BEFORE:
        return _later(power, covered, treatment)
    words = f"Dates are missing: whether the LPA ({_known_by(power)}) came before or after this decision is not known."
    return Effect(outcome=Outcome.NOT_KNOWN, words=words)


def order_of(power: LastingPower, made_on: date | None) -> str:
    """Return how `made_on` lies to the signing and the registration of `power`."""
    signed = Moment.of(power.signed_at).day if power.signed_at else None
    registered = power.registered_on
    if made_on is None:
        return Order.UNKNOWN
    if registered is not None and made_on > registered:
        return Order.AFTER
    if signed is not None and made_on < signed:
        return Order.BEFORE
    return Order.BETWEEN if signed is not None and registered is not None else Order.UNKNOWN


def _not_made(power: LastingPower, treatment: RefusedTreatment) -> Effect:
    pending = power.status in (LpaStatus.IN_PROGRESS, LpaStatus.STATUTORY_WAITING_PERIOD)
    then = f" Once it is registered, look again: it would be about {treatment.said} too." if pending else ""
    words = f"An LPA ({_known_by(power)}) is not registered, and so leaves this decision standing.{then}"
    return Effect(outcome=Outcome.MET, words=words)


def _between(power: LastingPower, treatment: RefusedTreatment) -> Effect:
    words = (
        f"This decision was made on or between the days when an LPA with authority over {treatment.said} "
        f"({_known_by(power)}) was signed and registered. Which stands is not computed: ask for legal advice."
    )
    conflict = LegalConflict(code="adrt_between_lpa_signing_and_registration", words=words, section=SECTION)
    return Effect(outcome=Outcome.NOT_KNOWN, words=words, conflict=conflict)


def _later(power: LastingPower, covered: Answer, treatment: RefusedTreatment) -> Effect:
    about = f"A later LPA ({_known_by(power)})"
    if covered is Answer.UNKNOWN:
        words = f"{about} may give authority over {treatment.said}: this record does not show whether it does."
        return Effect(outcome=Outcome.NOT_KNOWN, words=words)
    if not power.is_registered:
        words = (
            f"{about} gave authority over {treatment.said}; its status is now: {within_sentence(power.status.words)}."
        )
        return Effect(outcome=Outcome.NOT_KNOWN, words=words)
    if power.restrictions:
        words = (
            f"{about} gives authority over {treatment.said}, with conditions that a person must read before anyone "
            f"says whether it takes this decision's place: “{power.restrictions}”"
        )
        return Effect(outcome=Outcome.NOT_KNOWN, words=words, conflict=_conflict_with_restrictions(words))
    words = f"{about} gives the attorneys authority over {treatment.said}, and so takes this decision's place."
    return Effect(outcome=Outcome.NOT_MET, words=words)


def _conflict_with_restrictions(words: str) -> LegalConflict:
    return LegalConflict(code="later_lpa_with_restrictions", words=words, section=SECTION)


def _known_by(power: LastingPower) -> str:
    return power.uid or (f"signed {Moment.of(power.signed_at).day:%-d %B %Y}" if power.signed_at else "no number here")
