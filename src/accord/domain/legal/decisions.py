"""An advance decision as one document: what it does, said once for all that it refuses of which the same is found.

Validity is still computed for each treatment (Mental Capacity Act 2005 s 25(5) asks more where one sustains life).
Treatments are taken together only where nothing that was found, and no conflict, differs but for their names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from accord.domain.choices import Answer
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.binding import ADVANCE_DECISION, BindingStatement, Force, in_order, is_at_arrest
from accord.domain.legal.findings import LegalConflict, Outcome
from accord.domain.legal.lpa import LastingPower
from accord.domain.legal.treatments import CPR, RefusedTreatment
from accord.domain.legal.validity import Validity, validity

DOCUMENT_AT = "The document: "
"""What stands before the place of a document, among the details of what it does."""
AS_ABOVE = "The rest that is to be judged at the time is said above, of the same document."
_UNNAMED = "it"


def statement_of(found: Validity, decision: AdvanceDecision, *, decides: bool = False) -> BindingStatement:
    """Return what a decision does about a treatment; its conflicts are left to be said once, beside it."""
    where = (f"{DOCUMENT_AT}{decision.document_location.rstrip('.')}.",) if decision.document_location else ()
    name = found.treatment.said
    made = f" of {decision.made_on:%-d %B %Y}" if decision.made_on else ""
    force, code, words = Force.CONSIDER, f"{ADVANCE_DECISION}{found.outcome}", found.words
    if found.outcome is Outcome.MET and decides:
        words = f"A valid advance decision{made} refuses {name}. It applies once capacity is lost; now they decide."
    elif found.outcome is Outcome.NOT_MET and decision.withdrawn is Answer.YES:
        force = Force.NO_POWER
    elif found.outcome is Outcome.MET:
        force = Force.BINDS
        words = f"A valid advance decision{made} refuses {name}. Where it applies it must be followed."
    details = (*_short_of(found), *found.to_judge, *where)
    return BindingStatement(force=force, code=code, words=words, details=details, section="sections 24 to 26")


def statements_of(decision: AdvanceDecision, powers: Iterable[LastingPower]) -> tuple[BindingStatement, ...]:
    """Return what a decision does about all that it refuses: what binds first, and CPR before any other treatment.

    It is one statement, unless the record shows more of one treatment than of another; the later ones then leave out
    what the first has said.
    """
    alike = _together(decision, tuple(powers), lambda found: (found.outcome, found.short_of(), found.conflicts))
    first, *others = in_order(statement_of(each, decision) for each in alike) or (None,)
    return () if first is None else (first, *(_after(first, each) for each in others))


def conflicts_of_decision(decision: AdvanceDecision, powers: Iterable[LastingPower]) -> tuple[LegalConflict, ...]:
    """Return the conflicts of a decision with lasting powers, each once for all the treatments that it is about."""
    alike = _together(decision, tuple(powers), lambda found: found.conflicts)
    return tuple(conflict for each in alike for conflict in each.conflicts)


def _together(
    decision: AdvanceDecision, powers: tuple[LastingPower, ...], found: Callable[[Validity], Hashable]
) -> tuple[Validity, ...]:
    """Return the validity of a decision for its treatments, those together of which the same is `found`."""
    alike: dict[Hashable, list[RefusedTreatment]] = {}
    for each in sorted(decision.refusals, key=lambda one: (one.code != CPR, not is_at_arrest(one))):
        unnamed = RefusedTreatment(words=_UNNAMED, life_sustaining=each.sustains_life)
        alike.setdefault(found(validity(decision, powers, treatment=unnamed)), []).append(each)
    return tuple(validity(decision, powers, treatment=_in_one(each)) for each in alike.values())


def _in_one(treatments: list[RefusedTreatment]) -> RefusedTreatment:
    """Return several treatments as one that reads "CPR, antibiotics by drip and a chest tube"."""
    if len(treatments) == 1:
        return treatments[0]
    *names, last = dict.fromkeys(each.said or "a treatment not named" for each in treatments)
    words = f"{', '.join(names)} and {last}" if names else last
    return RefusedTreatment(words=words, life_sustaining=treatments[0].sustains_life)


def _short_of(found: Validity) -> tuple[str, ...]:
    """Return what the record does not show of a decision, without the words of its conflicts."""
    lines = []
    for each in found.short_of():
        words = each.words
        for conflict in found.conflicts:
            words = words.replace(conflict.words, "").strip()
        lines.append(f"{each.says}: {words or 'read the conflict to settle.'}")
    return tuple(lines)


def _after(first: BindingStatement, other: BindingStatement) -> BindingStatement:
    details = tuple(line for line in other.details if line not in first.details)
    return BindingStatement(
        force=other.force, code=other.code, words=other.words, details=(*details, AS_ABOVE), section=other.section
    )
