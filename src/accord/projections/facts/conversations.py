"""Which conversations were about this decision, with whom, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.domain.facts import Cell
from accord.domain.moments import Moment
from accord.domain.people import Identity
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import Plan
from accord.domain.plan.people_involved import Agreement, Consulted, Conversation, ConversationWith, Mode, Topic
from accord.projections.facts.cells import NO, UNKNOWN, YES, at_cells, either, written
from accord.projections.facts.contexts import FactContext
from accord.projections.moments import in_date_order, start_of

CEILING = frozenset({Topic.CPR, Topic.TREATMENTS})
AUTHORITY = (
    ConversationWith.ATTORNEY,
    ConversationWith.DEPUTY,
    ConversationWith.PARENT,
    ConversationWith.FAMILY,
    ConversationWith.CARER,
    ConversationWith.FRIEND,
    ConversationWith.IMCA,
    ConversationWith.ADVOCATE,
    ConversationWith.PAID_CARER,
)
"""Consultees, from the one with most say in law to the one who does not count as somebody to consult."""


@dataclass(frozen=True, slots=True)
class Talks:
    """The conversations about this decision in date order: with the person, and with those consulted."""

    with_person: tuple[Conversation, ...]
    with_consultees: tuple[Conversation, ...]
    declined: tuple[Conversation, ...]
    consulted: tuple[Consulted, ...] = ()

    @property
    def all(self) -> tuple[Conversation, ...]:
        """Every conversation about this decision."""
        return (*self.with_person, *self.with_consultees)

    @property
    def leading(self) -> Conversation | None:
        """The one that the dataset describes: with the person, else with a consultee; in person first, then latest."""
        held = self.with_person or self.with_consultees
        return max(reversed(held), key=lambda each: each.mode is Mode.IN_PERSON, default=None)


def talks_of(plan: Plan, context: FactContext) -> Talks:
    """Return the conversations about this decision.

    A conversation counts when it says that it was about CPR (or, for a plan with no recommendation about CPR, about
    treatments), and was not before an earlier version that recommended something else about CPR.
    """
    recommendation = plan.cpr.recommended if plan.cpr else CprRecommendation.NONE
    topics = CEILING if recommendation is CprRecommendation.NONE else frozenset({Topic.CPR})
    others = [each.signed_at for each in context.earlier if each.cpr is not recommendation]
    since = Moment.of(max(others)) if others else None
    ordered = in_date_order(plan.conversations)
    about = [each for each in ordered if each.topics & topics and not (since and since.is_after(each.at))]
    held = [each for each in about if not each.offer_declined]
    return Talks(
        with_person=tuple(each for each in held if each.with_whom is ConversationWith.PERSON),
        with_consultees=tuple(each for each in held if each.with_whom in AUTHORITY),
        declined=tuple(each for each in ordered if each.offer_declined and each.with_whom is ConversationWith.PERSON),
        consulted=plan.best_interests.consulted if plan.best_interests else (),
    )


def conversation_facts(plan: Plan, person: Identity, talks: Talks) -> dict[str, Cell]:
    """Return the facts of the conversations themselves."""
    leading = talks.leading
    informed = plan.involvement.information_given if plan.involvement else None
    given = written(*(each.information_given for each in talks.with_person))
    return {
        "conversation_mode": _mode(plan, talks, leading),
        "conversation_minutes": leading.minutes if leading and (leading.minutes or 0) >= 0 else None,
        "conversation_summary": written(*(each.said or each.understood or each.wanted for each in talks.all)),
        "information_given": given if given == YES or informed is None else informed.value,
        "second_opinion_offered": either(each.second_opinion_offered for each in talks.all),
        "interpreter_needed": person.needs.interpreter.value,
        "interpreter_used": _in_each(talks.all, "interpreter"),
        "conversation_place": _in_each(talks.all, "where"),
        "conversation_understood": _in_each(talks.all, "understood"),
        "discussion_offered": written(talks.with_person, talks.declined),
        "asked_again_after_declining": _asked_again(talks),
        **agreement_facts(plan, talks),
        **at_cells("person_involved_at", talks.with_person[0].at if talks.with_person else None),
    }


def agreement_facts(plan: Plan, talks: Talks) -> dict[str, Cell]:
    """Return whether they agreed, of the person else of the consultee; not discussed never means disagreed."""
    person, consultee = _latest(talks.with_person), _latest(talks.with_consultees)
    dissent = consultee is Agreement.DISAGREED or bool(plan.best_interests and plan.best_interests.dissent)
    by = {
        (True, True): "both",
        (True, False): "person",
        (False, True): "consultee",
    }.get((person is Agreement.DISAGREED, dissent))
    said = person or consultee
    return {"agreement": said.value if said else "not_recorded", "disagreement_by": by}


def _latest(talks: Iterable[Conversation]) -> Agreement | None:
    said = [each.agreement for each in talks if each.agreement is not Agreement.NOT_RECORDED]
    return said[-1] if said else None


def _mode(plan: Plan, talks: Talks, leading: Conversation | None) -> str:
    if leading:
        return leading.mode.value
    reason = plan.involvement.not_involved_reason if plan.involvement else None
    return "none" if reason and not talks.consulted else "not_recorded"


def _in_each(talks: tuple[Conversation, ...], field: str) -> str:
    """Return "yes" where one conversation says it, "no" where conversations are recorded and none does."""
    if not talks:
        return UNKNOWN
    return YES if any(getattr(each, field) for each in talks) else NO


def _asked_again(talks: Talks) -> str:
    if not talks.declined:
        return UNKNOWN
    first = start_of(talks.declined[0].at)
    return YES if any(start_of(each.at) > first for each in talks.with_person) else NO
