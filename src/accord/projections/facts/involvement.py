"""The facts of who took part: the person, those consulted, and why not."""

from __future__ import annotations

from accord.domain.choices import Answer
from accord.domain.facts import Cell, codes_cell
from accord.domain.people import Identity
from accord.domain.plan.documents import Plan
from accord.domain.plan.people_involved import (
    Agreement,
    BestInterests,
    Imca,
    Involvement,
    InvolvementOption,
    Mode,
)
from accord.domain.rationales import exception_codes, inconvenience_codes
from accord.projections.confidants import same_name
from accord.projections.facts.cells import NO, UNKNOWN, YES, at_cells, either, written
from accord.projections.facts.conversations import AUTHORITY, Talks
from accord.projections.moments import start_of

TOOK_PART = frozenset({InvolvementOption.A, InvolvementOption.C1, InvolvementOption.C2})
IMCA_ANSWERS = {Imca.INSTRUCTED: YES, Imca.NOT_RECORDED: UNKNOWN}


def involvement_facts(plan: Plan, person: Identity, talks: Talks) -> dict[str, Cell]:
    """Return how the person, and those who speak with or for them, took part."""
    involvement = plan.involvement or Involvement()
    best = plan.best_interests or BestInterests()
    reason = involvement.not_involved_reason
    attempts = involvement.attempts
    detailed = all(each.who and each.how is not Mode.NOT_RECORDED for each in attempts)
    return {
        "involvement_options": codes_cell(option.value for option in involvement.options),
        "involvement_reason": written(involvement.reason_words),
        "person_involved": _person_involved(involvement, talks),
        "not_involved_reason": reason.value if reason else None,
        "not_involved_explained": written(involvement.not_involved_words),
        "exception_text_codes": codes_cell(exception_codes(involvement.not_involved_words)),
        "participation_encouraged": written(involvement.took_part_words, best.person_took_part),
        "consultee_attempts": len(attempts) or None,
        "attempts_detailed": (YES if detailed else NO) if attempts else UNKNOWN,
        "communication_need": written(person.needs.communication, person.needs.adjustments),
        "adjustment_made": _adjusted(involvement, talks),
        **consulting_facts(plan, involvement, best, talks),
        **best_interests_facts(best),
    }


def consulting_facts(plan: Plan, involvement: Involvement, best: BestInterests, talks: Talks) -> dict[str, Cell]:
    """Return who was consulted, the highest authority first, and why somebody was not."""
    why_not = " ".join(text for text in (involvement.not_consulted_why, best.not_consulted_why) if text)
    moments = [each.at for each in talks.with_consultees] + [each.at for each in talks.consulted if each.at]
    return {
        "consultee": _consultee(involvement, bool(why_not), talks),
        "nobody_to_consult": involvement.nobody_to_consult.value,
        "not_consulted_explained": written(why_not),
        "not_consulted_text_codes": codes_cell(inconvenience_codes(why_not)),
        "named_consultee_consulted": _named_consulted(plan, talks),
        "consultee_told_they_advise": either(each.told_they_advise for each in talks.with_consultees),
        **at_cells("consulted_at", min(moments, key=start_of, default=None)),
    }


def best_interests_facts(best: BestInterests) -> dict[str, Cell]:
    """Return whether a best-interests record is written, and what the law asks of it."""
    instructed = YES if best.imca_instructed_on else IMCA_ANSWERS.get(best.imca, NO)
    return {
        "best_interests": written(best.decision, best.wishes_and_feelings, best.beliefs_and_values),
        "imca_instructed": instructed,
        "written_wishes_considered": best.written_statements_considered.value,
        "not_motivated_by_death": best.not_motivated_by_death.value,
    }


def _person_involved(involvement: Involvement, talks: Talks) -> str:
    """Return "no" only where somebody answered so, and nothing else in the plan says that the person took part."""
    if talks.with_person:
        told_only = all(
            each.agreement is Agreement.NOT_DISCUSSED or each.mode is Mode.LETTER for each in talks.with_person
        )
        return "informed" if told_only else "involved"
    took_part = bool(involvement.options & TOOK_PART)
    if involvement.not_involved_reason:
        return "not_recorded" if took_part else "no"
    return "involved" if took_part or involvement.took_part_words else "not_recorded"


def _adjusted(involvement: Involvement, talks: Talks) -> str:
    if any(each.adjustments for each in talks.all):
        return YES
    if involvement.adjustments_made is Answer.UNKNOWN:
        return written(involvement.adjustments_words)
    return involvement.adjustments_made.value


def _consultee(involvement: Involvement, explained: bool, talks: Talks) -> str:
    consulted = {each.with_whom for each in talks.with_consultees} | {each.role for each in talks.consulted}
    highest = next((role.value for role in AUTHORITY if role in consulted), None)
    if highest:
        return highest
    return "none" if explained or involvement.nobody_to_consult is Answer.YES else "not_recorded"


def _named_consulted(plan: Plan, talks: Talks) -> str:
    named = plan.sharing.to_be_consulted if plan.sharing else ()
    if not named:
        return UNKNOWN
    heard = [each.with_name for each in talks.with_consultees] + [each.name for each in talks.consulted]
    return YES if all(any(same_name(one.name, name) for name in heard) for one in named) else NO
