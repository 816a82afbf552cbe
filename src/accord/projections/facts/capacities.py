"""The facts of a capacity assessment: the functional test first, then its cause."""

from __future__ import annotations

from accord.domain.choices import Answer
from accord.domain.facts import Cell, codes_cell
from accord.domain.ground_terms import GROUNDS
from accord.domain.plan.documents import Plan
from accord.domain.plan.people_involved import Capacity
from accord.domain.rationales import phrase_codes
from accord.projections.facts.cells import at_cells, written


def capacity_facts(plan: Plan) -> dict[str, Cell]:
    """Return what is recorded of capacity for this decision."""
    capacity = plan.capacity or Capacity()
    abilities = (capacity.understand, capacity.retain, capacity.weigh, capacity.communicate)
    fails = any(each.able is Answer.NO for each in abilities)
    tested = fails and bool(capacity.impairment) and capacity.causal_link is Answer.YES
    way = " ".join(text for text in (capacity.in_what_way, capacity.causal_words) if text)
    return {
        "capacity": capacity.outcome.value,
        "capacity_decision_specific": capacity.about_this_decision.value,
        "capacity_test_recorded": written(tested),
        "can_understand": capacity.understand.able.value,
        "can_retain": capacity.retain.able.value,
        "can_weigh": capacity.weigh.able.value,
        "can_communicate": capacity.communicate.able.value,
        "capacity_causal_link": capacity.causal_link.value,
        "capacity_reason_recorded": written(way),
        "capacity_text_codes": codes_cell(code for code in phrase_codes(way) if code in GROUNDS) if way else None,
        **at_cells("capacity_assessed_at", capacity.assessed_at),
    }
