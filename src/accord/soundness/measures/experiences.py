"""M13, M15, M18 and M20: reasons that name only who somebody is, whether plans were seen and kept to, concerns."""

from __future__ import annotations

from accord.domain.causes import GIVEN_AS_CAUSE, NEVER_A_REASON
from accord.domain.clinical_terms import CLINICAL, REFUSALS
from accord.domain.expressions import dated, equals, has_any, known, one_of, same, within_days, yes
from accord.soundness.measures.definitions import Benchmark, Kind, Measure, Missing, Over, Wanted
from accord.soundness.measures.terms import DICTIONARY, DNACPR, MADE
from accord.soundness.rules.terms import RATIONALE

PROTECTED = (
    "learning_disability",
    "downs_syndrome",
    "autism",
    "age",
    "disability",
    "care_home",
    "mental_illness",
    "dementia",
    "other_characteristic",
)
"""Who somebody is, or where they live; frailty is a clinical matter, and asked about by IND-07."""

M13 = Measure(
    id="M13",
    name="Reason that names only a protected characteristic",
    counts="decisions whose reason names who the person is (a learning disability, Down's syndrome, autism, dementia,"
    " age, disability, mental illness, origin) or a care home, and no clinical reason or refusal; or gives a learning"
    " disability, Down's syndrome or autism as the cause",
    among="DNACPR decisions made in the period whose reason has been read",
    source=f"{DICTIONARY}; rules IND-02 and IND-03; LeDeR 2018: 19 deaths with such a reason",
    kind=Kind.COUNT,
    applies=MADE & DNACPR,
    recorded=RATIONALE,
    met=(has_any("rationale_codes", GIVEN_AS_CAUSE) & has_any("rationale_codes", *sorted(NEVER_A_REASON)))
    | (has_any("rationale_codes", *PROTECTED) & ~has_any("rationale_codes", *CLINICAL, *REFUSALS)),
    note="One is enough to look at. What a phrase list finds is a question and not a finding.",
)

URGENT_CARE = ("999_call", "ambulance_attended", "conveyed", "ed")

M15 = Measure(
    id="M15",
    name="Plan seen by urgent care",
    counts="contacts at which the plan is recorded as looked at before, or within a day of, the contact",
    among="999 calls, ambulance attendances, conveyances and attendances at an emergency department, in the period, of"
    " people with a decision in place",
    source=DICTIONARY,
    over=Over.CONTACTS,
    applies=one_of("kind", *URGENT_CARE) & yes("plan_in_place"),
    recorded=dated("plan_viewed_at"),
    met=within_days("at", "plan_viewed_at", 1),
    missing=Missing.WITHIN,
)

M18 = Measure(
    id="M18",
    name="Preferred place recorded",
    counts="deaths before which a preferred place is recorded",
    among="deaths in the period of people with a decision in place",
    source=DICTIONARY,
    over=Over.CONTACTS,
    applies=equals("kind", "death") & yes("plan_in_place"),
    recorded=known("preferred_place"),
    met=known("preferred_place"),
    missing=Missing.WITHIN,
    benchmarks=(
        Benchmark(value=0.778, of="of records of Coordinate My Care", source="Petrova 2016"),
        Benchmark(value=390 / 712, of="of Key Information Summaries", source="BJGP 70:e20: 390 of 712"),
    ),
)

M18_ACHIEVED = Measure(
    id="M18.achieved",
    name="Preferred place achieved",
    counts="deaths in the place that was preferred",
    among="deaths in the period of people with a decision in place, of which both places are recorded",
    source=DICTIONARY,
    over=Over.CONTACTS,
    applies=M18.applies,
    recorded=known("preferred_place", "actual_place"),
    met=same("preferred_place", "actual_place"),
    note="People who have plans differ in much else: this is no effect of having one.",
)

M20 = Measure(
    id="M20",
    name="Concerns raised",
    counts="decisions about which a concern or challenge was raised",
    among="DNACPR decisions made in the period on which that is recorded",
    source=f"{DICTIONARY}; rule DIS-03",
    kind=Kind.COUNT,
    applies=MADE & DNACPR,
    recorded=known("concern_raised"),
    met=yes("concern_raised"),
    note="A count is not a fault: where none is raised, it may be that nobody can.",
)

M20_ANSWERED = Measure(
    id="M20.answered",
    name="Concerns answered",
    counts="decisions on which it is recorded what a review found or why they ended",
    among="DNACPR decisions made in the period about which a concern was raised",
    source=f"{DICTIONARY}; rule DIS-03",
    applies=MADE & DNACPR & yes("concern_raised"),
    recorded=known("review_outcome") | known("ended_reason"),
    met=known("review_outcome") | known("ended_reason"),
    missing=Missing.WITHIN,
    note="The nearest that the dataset comes to concerns closed.",
)

MEASURES = (M13, M15, M18, M18_ACHIEVED, M20, M20_ANSWERED)

WANTED = (
    Wanted(
        id="M20.acknowledged",
        name="Concerns acknowledged, and in what time",
        source=DICTIONARY,
        lacks="when the concern was raised, and when it was acknowledged",
    ),
    Wanted(id="M20.closed", name="Concerns closed, and in what time", source=DICTIONARY, lacks="when it was closed"),
    Wanted(
        id="M19.needed_format",
        name="Information given in the format that the person needs",
        source=DICTIONARY,
        lacks="the format that was needed, and the format that was given",
    ),
)
