"""What binds, what must be considered, and who may speak for the person: computed once, when the sheet is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from accord.domain.choices import Answer
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.binding import Force, is_at_arrest
from accord.domain.legal.findings import Outcome
from accord.domain.legal.lpa import LpaKind
from accord.domain.legal.validity import Validity, validities
from accord.domain.legal.what_binds import what_binds
from accord.domain.moments import Moment
from accord.domain.plan.documents import Legal, Plan
from accord.domain.statements import Says, Speaker, Statement
from accord.projections.emergency.sheets import Bearing, Proxy
from accord.projections.wishes import standing_wishes

DEPUTY_ROLE = "Deputy: to be consulted; cannot refuse life-sustaining treatment"


def bearings_of(
    legal: Legal, plans: Sequence[tuple[date, Plan]], statements: Sequence[Statement], on: date
) -> tuple[tuple[Bearing, ...], tuple[str, ...]]:
    """Return what bears on CPR, what binds first, then refusals of other treatments; and every conflict by name.

    `plans` are all that are current, each with the day it was signed. A reported withdrawal of an advance decision
    counts at once.
    """
    decisions = _as_withdrawn(legal.advance_decisions, statements)
    about_cpr = what_binds(
        decisions=decisions,
        powers=legal.lasting_powers,
        deputies=legal.deputies,
        wishes=standing_wishes(plans, statements),
        as_of=on,
    )
    bearings = [Bearing(force=each.force, words=each.words, details=each.details) for each in about_cpr.statements]
    findings = [
        found
        for decision in decisions
        for found in validities(decision, legal.lasting_powers)
        if decision.refusals and not is_at_arrest(found.treatment)
    ]
    order = list(Force)
    ordered = sorted((*bearings, *map(_of_other_treatment, findings)), key=lambda each: order.index(each.force))
    conflicts = (*about_cpr.conflicts, *(conflict for found in findings for conflict in found.conflicts))
    return tuple(ordered), tuple(dict.fromkeys(each.words for each in conflicts))


def proxies_of(legal: Legal, on: date) -> tuple[Proxy, ...]:
    """Return the attorneys of registered health and welfare powers, and deputies whose order stands.

    Of a power whose donor may be somebody else nobody is named: they are to be checked before they are told anything.
    """
    attorneys = [
        Proxy(name=each.name, role=f"Attorney: {power.life_sustaining.words.lower()}", telephone=each.telephone)
        for power in legal.lasting_powers
        if power.is_registered and power.kind is LpaKind.PERSONAL_WELFARE and not power.donor_problems
        for each in power.active_attorneys
    ]
    deputies = [
        Proxy(name=each.name, role=DEPUTY_ROLE, telephone=each.telephone, until=each.expires_on)
        for each in legal.deputies
        if each.in_force(on) is not Answer.NO and each.welfare is not Answer.NO
    ]
    return (*attorneys, *deputies)


def _as_withdrawn(decisions: Iterable[AdvanceDecision], statements: Iterable[Statement]) -> tuple[AdvanceDecision, ...]:
    """Return advance decisions as a withdrawal that nobody has answered yet leaves them (MCA 2005 s 24(3)-(4)).

    Said by the person to whoever posted it, it is withdrawn; heard from somebody else, it may have been.
    """
    said = [each for each in statements if each.says is Says.WITHDRAWS_ADRT]
    if not said:
        return tuple(decisions)
    latest = max(said, key=lambda each: each.posted_at)
    by_person = any(each.heard_from is Speaker.PERSON for each in said)
    withdrawn = Answer.YES if by_person else Answer.UNKNOWN
    on, words = Moment.of(latest.posted_at).day, f"Told to {latest.posted_by}; not yet answered by a clinician."
    return tuple(
        each
        if each.withdrawn is Answer.YES
        else replace(each, withdrawn=withdrawn, withdrawn_on=on, withdrawal_words=words)
        for each in decisions
    )


def _of_other_treatment(found: Validity) -> Bearing:
    short = tuple(f"{each.says}: {each.words}" for each in found.short_of())
    force = Force.BINDS if found.outcome is Outcome.MET else Force.CONSIDER
    return Bearing(force=force, words=found.words, details=(*short, *found.to_judge))
