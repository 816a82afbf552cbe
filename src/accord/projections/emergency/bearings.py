"""What binds, what must be considered, and who may speak for the person: computed once, when the sheet is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from accord.domain.choices import Answer
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.binding import in_order
from accord.domain.legal.decisions import conflicts_of_decision, statements_of
from accord.domain.legal.lpa import LpaKind
from accord.domain.legal.treatments import CPR
from accord.domain.legal.validity import validity
from accord.domain.legal.what_binds import what_binds
from accord.domain.moments import Moment
from accord.domain.plan.documents import Legal, Plan
from accord.domain.statements import Says, Speaker, Statement
from accord.projections.emergency.sheets import Bearing, Law, Proxy
from accord.projections.wishes import standing_wishes

DEPUTY_ROLE = "Deputy: to be consulted; cannot refuse life-sustaining treatment"


def law_of(
    legal: Legal, plans: Sequence[tuple[date, Plan]], statements: Sequence[Statement], on: date
) -> tuple[Law, frozenset[str]]:
    """Return what bears on CPR, and all else that advance decisions refuse; and the conflicts that it says already.

    What binds stands first. Each document is said once, with all that it refuses, and each conflict once; what the
    second set holds are conflicts in the words in which a plan says them of CPR alone. `plans` are all that are
    current, each with the day it was signed. A reported withdrawal of an advance decision counts at once.
    """
    decisions, powers = _as_withdrawn(legal.advance_decisions, statements), legal.lasting_powers
    about_cpr = what_binds(
        decisions=decisions,
        powers=powers,
        deputies=legal.deputies,
        wishes=standing_wishes(plans, statements),
        as_of=on,
    )
    documents = [each for decision in decisions for each in statements_of(decision, powers)]
    others = [each for each in about_cpr.statements if not each.is_advance_decision]
    of_cpr = {
        conflict
        for decision in decisions
        if (refused := decision.refusal_of(CPR))
        for conflict in validity(decision, powers, treatment=refused).conflicts
    }
    conflicts = [
        *(conflict for decision in decisions for conflict in conflicts_of_decision(decision, powers)),
        *(conflict for conflict in about_cpr.conflicts if conflict not in of_cpr),
    ]
    law = Law(
        bearings=tuple(
            Bearing(force=each.force, words=each.words, details=each.details)
            for each in in_order((*documents, *others))
        ),
        conflicts=tuple(dict.fromkeys(each.words for each in conflicts)),
    )
    return law, frozenset(each.words for each in about_cpr.conflicts)


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
