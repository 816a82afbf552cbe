"""A whole plan from its outline, and the signed document that it becomes."""

from __future__ import annotations

from collections.abc import Sequence

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import Legal, Plan, SignedDocument
from accord.domain.plan.people_involved import Conversation
from accord.domain.plan.wishes import WhatMatters
from accord.synth import decisions, minds, powers, talks, upkeep, wishes
from accord.synth.justifying import justified, may_stop
from accord.synth.outlines import Outline
from accord.synth.workforce import Workforce


def write_plan(outline: Outline, held: Sequence[Conversation], legal: Legal, matters: WhatMatters | None) -> Plan:
    """Return the plan; `held` are all conversations by then, of which those of this plan come last."""
    attorney = powers.attorney(legal)
    treated = outline.recommendation is not CprRecommendation.NONE or outline.dice.chance(0.5)
    return Plan(
        setting=decisions.setting(outline),
        what_matters=matters,
        sharing=wishes.sharing(outline),
        understanding=decisions.understanding(outline) if treated or outline.dice.chance(0.4) else None,
        involvement=minds.involvement(outline, held, attorney),
        capacity=minds.capacity(outline),
        best_interests=minds.best_interests(outline, held, matters),
        cpr=decisions.cpr(outline),
        treatments=decisions.treatments(outline) if treated else None,
        medicines_devices=decisions.medicines_devices(outline) if treated else None,
        young_person=minds.young_person(outline),
        distribution=upkeep.distribution(outline),
        review=upkeep.review(outline),
        conversations=talks.before(held, outline.signed_at),
        legal=legal,
    )


def sign_plan(outline: Outline, plan: Plan, workforce: Workforce) -> SignedDocument:
    """Return the document of a plan signed by the outline's signer, about the person as they are known.

    A poor record may show something that stops a signature: it is signed past that with a justification.
    """
    document = SignedDocument(
        person_id=outline.person.person_id,
        person=outline.person.identity(outline.signed_at),
        plan=plan,
        signature=upkeep.signature(outline, workforce),
    )
    return justified(document, outline.person, outline.dice) if may_stop(outline, plan) else document
