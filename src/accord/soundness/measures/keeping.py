"""M09 to M12, M16, M17 and M21: reviewed, endorsed, shared, one status at a time, and what a challenge brought."""

from __future__ import annotations

from accord.domain.expressions import (
    at_least,
    dated,
    equals,
    known,
    no,
    not_after,
    one_of,
    within_days,
    yes,
)
from accord.soundness.measures.definitions import Benchmark, Kind, Measure, Missing, Over
from accord.soundness.measures.terms import DICTIONARY, DNACPR, LIVE, MADE, SHEFFIELD
from accord.soundness.rules.terms import RECOMMENDS

ENDORSED_WITHIN = 3
"""Days: the end of the next working day, with a weekend between (rule SIG-02, where no limit is set)."""
REVIEWED_WITHIN = 7
"""Days after a move (rule REV-03)."""

M09 = Measure(
    id="M09",
    name="Review rule stated",
    counts="decisions with a review date, or said to be indefinite",
    among="DNACPR decisions made in the period on which that is recorded",
    source=f"{DICTIONARY}; rule REV-01",
    applies=MADE & DNACPR,
    recorded=known("review_rule"),
    met=one_of("review_rule", "dated", "indefinite"),
    benchmarks=(Benchmark(value=20 / 35, of="of forms", source=f"{SHEFFIELD}; 20 had a time for review"),),
)

M10 = Measure(
    id="M10",
    name="Senior endorsement in time",
    counts=f"decisions endorsed by a senior clinician within {ENDORSED_WITHIN} days, as recorded",
    among="DNACPR decisions made in the period by another than the senior responsible clinician, whose time for it is"
    " over or that are endorsed",
    source=f"{DICTIONARY}; rule SIG-02",
    applies=MADE
    & DNACPR
    & no("senior_responsible")
    & (dated("endorsed_at") | ~within_days("decided_at", "as_at", ENDORSED_WITHIN)),
    recorded=dated("endorsed_at"),
    met=within_days("decided_at", "endorsed_at", ENDORSED_WITHIN),
    missing=Missing.WITHIN,
    benchmarks=(
        Benchmark(
            value=28 / 35,
            of="of forms, by the end of the next working day",
            source=f"{SHEFFIELD}; 28 were countersigned by a consultant",
        ),
    ),
)

M11 = Measure(
    id="M11",
    name="Reviewed after a move",
    counts=f"moves after which a review of the decision is recorded within {REVIEWED_WITHIN} days",
    among="moves in the period of people with a DNACPR decision in place, whose time for it is over or that are"
    " reviewed",
    source=f"{DICTIONARY}; rule REV-03",
    over=Over.MOVES,
    applies=yes("dnacpr_at_move") & (dated("reviewed_at") | ~within_days("moved_at", "as_at", REVIEWED_WITHIN)),
    recorded=dated("reviewed_at"),
    met=not_after("moved_at", "reviewed_at", by_day=True) & within_days("moved_at", "reviewed_at", REVIEWED_WITHIN),
    missing=Missing.WITHIN,
)

M12 = Measure(
    id="M12",
    name="Overdue reviews",
    counts="decisions whose review date had passed without a review on or after it",
    among="DNACPR decisions in place at the census with a rule that sets a date",
    source=f"{DICTIONARY}; rule REV-04",
    kind=Kind.COUNT,
    applies=DNACPR & LIVE & equals("review_rule", "dated"),
    recorded=dated("review_due"),
    met=~not_after("as_at", "review_due", by_day=True) & ~not_after("review_due", "last_reviewed_at", by_day=True),
)

_SHARED = not_after("decided_at", "shared_at", by_day=True)

M16 = Measure(
    id="M16",
    name="Until others could see it, median",
    counts="the median of days from the decision until others could first see it",
    among="decisions made in the period that recommend something about CPR, and were shared",
    source=f"{DICTIONARY}; rule SHR-03",
    kind=Kind.QUANTILE,
    applies=MADE & RECOMMENDS,
    recorded=_SHARED,
    met=_SHARED,
    between=("decided_at", "shared_at"),
)

M16_P90 = Measure(
    id="M16.p90",
    name="Until others could see it, 90th percentile",
    counts="the 90th percentile of days from the decision until others could first see it",
    among=M16.among,
    source=M16.source,
    kind=Kind.QUANTILE,
    applies=M16.applies,
    recorded=_SHARED,
    met=_SHARED,
    between=M16.between,
    at=0.9,
)

M17 = Measure(
    id="M17",
    name="Conflicting documents in place",
    counts="decisions beside which another decision in place gives the same person another CPR status",
    among="decisions in place at the census that recommend something about CPR",
    source=f"{DICTIONARY}; rule SIG-06",
    kind=Kind.COUNT,
    applies=RECOMMENDS & LIVE,
    recorded=known("other_current_plans"),
    met=at_least("other_current_plans", 1),
)

M21 = Measure(
    id="M21",
    name="Ended after a challenge",
    counts="decisions that ended because they were challenged, or found inappropriate",
    among="DNACPR decisions made in the period about which a concern was raised, in place or with a reason for their"
    " end",
    source=DICTIONARY,
    kind=Kind.COUNT,
    applies=MADE & DNACPR & (yes("concern_raised") | one_of("ended_reason", "challenged", "found_inappropriate")),
    recorded=one_of("status", "active", "suspended") | known("ended_reason"),
    met=one_of("ended_reason", "challenged", "found_inappropriate")
    & one_of("status", "cancelled", "superseded", "ended"),
    note="A count is not a fault: it may be that challenges are heard.",
)

MEASURES = (M09, M10, M11, M12, M16, M16_P90, M17, M21)
