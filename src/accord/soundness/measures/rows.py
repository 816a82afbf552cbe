"""The rows that measures are asked of: the facts of a decision, and what a run makes of other tables."""

from __future__ import annotations

from collections.abc import Mapping

from accord.domain.dataset import CONTACTS
from accord.domain.expressions import dated, not_after, one_of
from accord.domain.facts import FACTS, Fact
from accord.domain.facts.decisions import IDENTITY
from accord.domain.facts.kinds import choice, date, moment, text, yes_no
from accord.domain.facts.people import PERSON
from accord.soundness.measures.definitions import Over
from accord.soundness.measures.terms import DNACPR

PERIOD = (
    date("since", "The first day of the period."),
    moment("as_at", "The day of the census, the last of the period."),
)
STAY = tuple(fact for fact in IDENTITY if fact.name != "decision_id")

_KINDS = next(column.values for column in CONTACTS.columns if column.name == "kind")

ROWS: Mapping[Over, Mapping[str, Fact]] = {
    over: {fact.name: fact for fact in facts}
    for over, facts in {
        Over.DECISIONS: (*FACTS, *PERIOD),
        Over.CENSUS: (
            *STAY,
            *PERSON,
            yes_no(
                "dnacpr_at_census", "A DNACPR decision for the person is in place. no: none is, as far as is given."
            ),
        ),
        Over.WINDOW: (
            *STAY,
            *PERSON,
            yes_no("dnacpr_in_window", "One was in place in the period. unknown: one had ended, and nobody says when."),
        ),
        Over.MOVES: (
            *STAY,
            *PERSON,
            *PERIOD,
            yes_no("dnacpr_at_move", "A DNACPR decision for the person was in place as they moved."),
            moment("moved_at", "When the person moved."),
            moment("reviewed_at", "When the decision was looked at again."),
        ),
        Over.CONTACTS: (
            *STAY,
            *PERSON,
            *PERIOD,
            yes_no("plan_in_place", "A decision about CPR for the person was in place at the contact."),
            choice("kind", _KINDS, "What kind of contact."),
            moment("at", "When."),
            moment("plan_viewed_at", "When the plan was looked at."),
            text("preferred_place", "The preferred place, as it stood."),
            text("actual_place", "Where it was."),
        ),
    }.items()
}
"""The facts of each row, by name."""

_BY_THE_CENSUS = DNACPR & not_after("decided_at", "as_at", by_day=True)
_STANDS = one_of("status", "active", "suspended")

HAD_IN_PERIOD = _BY_THE_CENSUS & (
    not_after("since", "decided_at", by_day=True)
    | not_after("since", "ended_at", by_day=True)
    | (_STANDS & ~dated("ended_at"))
)
"""A DNACPR decision that was in place at some time in the period."""

PERHAPS_IN_PERIOD = _BY_THE_CENSUS & ~HAD_IN_PERIOD & ~dated("ended_at")
"""One made before the period that has ended, and nobody says when."""
