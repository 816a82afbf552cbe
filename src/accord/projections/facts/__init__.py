"""The flat row of facts that every rule reads: one function for a draft being looked at and for a signed version.

Which facts there are, and what each means, is declared in `accord.domain.facts`; a test holds this row to it.
"""

from __future__ import annotations

from datetime import datetime

from accord.domain.facts import Cell, empty_row
from accord.domain.people import Identity
from accord.domain.plan.documents import Plan
from accord.domain.plan.keeping import Signature
from accord.projections.facts.capacities import capacity_facts
from accord.projections.facts.contexts import EarlierVersion, FactContext, OtherPlan, Since, Site
from accord.projections.facts.conversations import conversation_facts, talks_of
from accord.projections.facts.decisions import decided_at, identity_facts, recommendation_facts, signing_facts
from accord.projections.facts.involvement import involvement_facts
from accord.projections.facts.keeping import dispute_facts, review_facts, sharing_facts, status_facts
from accord.projections.facts.legal import legal_facts
from accord.projections.facts.people import person_facts


def plan_facts(
    *, plan: Plan, person: Identity, signature: Signature | None, context: FactContext, now: datetime
) -> dict[str, Cell]:
    """Return the facts of a plan: the flat row of `accord.domain.facts`, every fact filled or left as not recorded.

    With no `signature` the plan is a draft about to be signed: its facts are those it would have, signed now.
    """
    signed_at = signature.signed_at if signature else now
    talks = talks_of(plan, context)
    talked = conversation_facts(plan, person, talks)
    row = empty_row()
    for part in (
        identity_facts(plan, person, context),
        signing_facts(plan, signature, context, signed_at, now),
        recommendation_facts(plan, context),
        person_facts(plan, person, context.characteristics, decided_at(plan, signed_at).day),
        capacity_facts(plan),
        involvement_facts(plan, person, talks),
        talked,
        legal_facts(plan, talks, context),
        review_facts(plan, context.since),
        sharing_facts(plan, context),
        status_facts(signature, context.since),
        dispute_facts(context.since, disagreed=talked["disagreement_by"] is not None),
    ):
        row.update(part)
    return row


__all__ = ["EarlierVersion", "FactContext", "OtherPlan", "Since", "Site", "plan_facts"]
