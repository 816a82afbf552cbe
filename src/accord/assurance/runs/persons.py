"""What is known of each person out of their decisions, in one pass: everything that rows of people and of plans ask."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from accord.assurance.runs.engines import Engine, dated
from accord.soundness.ibis_rules import holds
from accord.soundness.measures.rows import HAD_IN_PERIOD, PERHAPS_IN_PERIOD
from accord.soundness.measures.terms import DNACPR, LIVE
from accord.soundness.rules.terms import RECOMMENDS

STATUSES = ("not_for_cpr", "for_cpr", "modified_cpr")
"""What a decision in place may recommend about CPR."""


def persons(engine: Engine) -> ir.Table:
    """Return one row a person: holder, and as 0 or 1: has one at the census, had one in the period, perhaps had one.

    `least` and `most` are the places in `STATUSES` of the CPR status of their decisions in place.
    """
    facts = dated(engine, engine.table("decisions"))
    # A person's decisions are looked through once; what none of the four can say yes to is left out beforehand.
    facts = facts.filter(holds(RECOMMENDS, facts))
    standing = holds(LIVE, facts)
    places = [(facts.cpr == words, ibis.literal(place, "int8")) for place, words in enumerate(STATUSES, start=1)]
    place = standing.ifelse(ibis.cases(*places), ibis.null("int8"))
    return facts.group_by(holder=facts.person_id).aggregate(
        has=holds(DNACPR & LIVE, facts).cast("int8").max(),
        had=holds(HAD_IN_PERIOD, facts).cast("int8").max(),
        perhaps=holds(PERHAPS_IN_PERIOD, facts).cast("int8").max(),
        least=place.min(),
        most=place.max(),
    )
