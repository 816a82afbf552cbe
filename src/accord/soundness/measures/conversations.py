"""M01, M02, M03, M06, M07, M08, M14, M19 and M22: whether it was talked about, with whom, and what was written."""

from __future__ import annotations

from accord.domain.expressions import (
    at_most,
    dated,
    equals,
    known,
    not_after,
    timed,
    yes,
)
from accord.soundness.measures.definitions import Benchmark, Kind, Measure, Missing
from accord.soundness.measures.terms import CQC, DICTIONARY, DNACPR, HAWKES, LIVE, MADE
from accord.soundness.rules.terms import (
    ABLE,
    CONSULTED,
    RECOMMENDS,
    TOOK_PART,
    UNABLE,
    UNDER_16,
    comparable_in_time,
    recorded_in_time,
)

_WITH_PERSON = ABLE & TOOK_PART
_WITH_OTHERS = UNABLE & CONSULTED
_HELD = (_WITH_PERSON & comparable_in_time("person_involved_at")) | (_WITH_OTHERS & comparable_in_time("consulted_at"))

M01 = Measure(
    id="M01",
    name="Conversation recorded with the person or a consultee",
    counts="decisions before which, or when, a conversation is recorded: with the person where they could decide, else"
    " with somebody other than a paid carer",
    among="DNACPR decisions made in the period on which an answer and its date are recorded",
    source=f"{DICTIONARY}; rules INV-01 and INV-04",
    applies=MADE & DNACPR & (ABLE | (UNABLE & ~UNDER_16)),
    recorded=_HELD | (ABLE & equals("person_involved", "no")) | (UNABLE & equals("consultee", "none")),
    met=(_WITH_PERSON & recorded_in_time("person_involved_at")) | (_WITH_OTHERS & recorded_in_time("consulted_at")),
    benchmarks=(
        Benchmark(
            value=1 - 508 / 9_679,
            of="of the net rise of decisions since 17 March 2020, as providers reported it; they were asked of the"
            " person, a relative or a carer, which is the softer question",
            source=f"{CQC}, Q6: 508 of 9,679 were not",
        ),
    ),
)

M02 = Measure(
    id="M02",
    name="Made within a personalised plan",
    counts="decisions made within a personalised (advance) care plan",
    among="DNACPR decisions made in the period on which that is recorded",
    source=DICTIONARY,
    applies=MADE & DNACPR,
    recorded=known("personalised_plan"),
    met=yes("personalised_plan"),
    benchmarks=(
        Benchmark(
            value=0.962,
            of="of the same net rise, as providers reported it",
            source=f"{CQC}, Q8: 3.8% of 9,679 were not",
        ),
    ),
)

M03 = Measure(
    id="M03",
    name="Not agreed, and still in place",
    counts="decisions in place at the census",
    among="DNACPR decisions made in the period that were not agreed: somebody disagreed, or it was not discussed",
    source=DICTIONARY,
    applies=MADE & DNACPR & ~equals("agreement", "agreed"),
    recorded=known("agreement", "status"),
    met=LIVE,
    note="Not recorded counts the decisions on which agreement is not recorded: any of them may not have been agreed.",
    benchmarks=(
        Benchmark(
            value=180 / 508, of="still in place in December 2020", source=f"{CQC}, Q7: about a third, 180 of 508"
        ),
    ),
)

M06 = Measure(
    id="M06",
    name="Capacity recorded",
    counts="decisions on which it is recorded whether the person had capacity for them",
    among="decisions made in the period that recommend something about CPR",
    source=f"{DICTIONARY}; rule CAP-07",
    applies=MADE & RECOMMENDS,
    recorded=known("capacity"),
    met=known("capacity"),
    missing=Missing.WITHIN,
    benchmarks=(Benchmark(value=1 - 95 / 706, of="of forms", source=f"{HAWKES}: missing on 95"),),
)

M07 = Measure(
    id="M07",
    name="Involvement recorded",
    counts="decisions on which it is recorded whether the person, or anybody else, was involved",
    among="decisions made in the period that recommend something about CPR",
    source=DICTIONARY,
    applies=MADE & RECOMMENDS,
    recorded=known("person_involved") | known("consultee"),
    met=known("person_involved") | known("consultee"),
    missing=Missing.WITHIN,
    benchmarks=(Benchmark(value=1 - 79 / 706, of="of forms", source=f"{HAWKES}: missing on 79"),),
)

M08 = Measure(
    id="M08",
    name="Other treatment recommended",
    counts="decisions with a recommendation beside CPR",
    among="decisions made in the period that recommend something about CPR, on which that is recorded",
    source=f"{DICTIONARY}; rule IND-10",
    applies=MADE & RECOMMENDS,
    recorded=known("other_recommendations"),
    met=yes("other_recommendations"),
    benchmarks=(Benchmark(value=551 / 706, of="of forms", source=f"{HAWKES}: on 551"),),
)

M14 = Measure(
    id="M14",
    name="Second opinion offered",
    counts="decisions on which a second opinion was offered",
    among="DNACPR decisions made in the period with which the person or a consultee disagreed",
    source=f"{DICTIONARY}; rule DIS-01",
    applies=MADE & DNACPR & (equals("agreement", "disagreed") | known("disagreement_by")),
    recorded=known("second_opinion_offered"),
    met=yes("second_opinion_offered"),
)

M19 = Measure(
    id="M19",
    name="Information given",
    counts="decisions on which information was given in a form that the person can keep and use",
    among="DNACPR decisions made in the period on which that is recorded",
    source=f"{DICTIONARY}; rule INV-14",
    applies=MADE & DNACPR,
    recorded=known("information_given"),
    met=yes("information_given"),
    benchmarks=(
        Benchmark(
            value=0.25,
            of="of those of the public who answered; three-quarters say that they were given nothing",
            source="Healthcare Inspectorate Wales, review of DNACPR, 2024",
        ),
    ),
)

_TALKED = (TOOK_PART | dated("person_involved_at")) & not_after("person_involved_at", "decided_at", by_day=True)

M22 = Measure(
    id="M22",
    name="From first conversation to decision",
    counts="the median of days from the first conversation with the person to the decision",
    among="DNACPR decisions made in the period that were talked about with the person on that day or before it",
    source=DICTIONARY,
    kind=Kind.QUANTILE,
    applies=MADE & DNACPR & ~equals("person_involved", "no"),
    recorded=_TALKED,
    met=_TALKED,
    between=("person_involved_at", "decided_at"),
)

M22_NO_TIME = Measure(
    id="M22.no_time",
    name="No time for a conversation",
    counts="decisions made at the very time at which the conversation began, or after one of no minutes",
    among="DNACPR decisions made in the period that were talked about, whose times or minutes are recorded",
    source=f"{DICTIONARY}: no minutes is a flag",
    kind=Kind.COUNT,
    applies=MADE & DNACPR & TOOK_PART,
    recorded=known("conversation_minutes") | (timed("person_involved_at") & timed("decided_at")),
    met=at_most("conversation_minutes", 0)
    | (
        timed("person_involved_at")
        & timed("decided_at")
        & not_after("person_involved_at", "decided_at")
        & not_after("decided_at", "person_involved_at")
    ),
    note="A date alone cannot answer this, and is counted as not recorded. A form often carries one time for both.",
)

MEASURES = (M01, M02, M03, M06, M07, M08, M14, M19, M22, M22_NO_TIME)
