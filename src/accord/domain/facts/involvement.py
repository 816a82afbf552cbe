"""The published facts of capacity, involvement and conversation (design/dataset.md, `decisions`)."""

from __future__ import annotations

from accord.domain.facts.decisions import RECORDED
from accord.domain.facts.kinds import choice, integer, moment, yes_no

CONSULTEES = (
    "attorney",
    "deputy",
    "family",
    "carer",
    "parent",
    "friend",
    "advocate",
    "imca",
    "paid_carer",
    "none",
    "not_recorded",
)

CAPACITY = (
    choice(
        "capacity",
        ("has", "lacks", "fluctuating", "not_recorded"),
        "Capacity for this decision.",
        in_dataset=True,
    ),
    moment("capacity_assessed_at", "When capacity was assessed.", in_dataset=True),
    yes_no("capacity_decision_specific", "The assessment is about this decision.", in_dataset=True),
    yes_no(
        "capacity_test_recorded",
        "yes: an ability that fails, its cause, and the link between them are written. no: somebody answered that no"
        " test was made. unknown: anything less.",
        in_dataset=True,
    ),
)

INVOLVED = (
    choice(
        "person_involved",
        ("involved", "informed", "no", "not_recorded"),
        "Whether the person took part in, or was told of, this decision. no: somebody answered that they did not.",
        in_dataset=True,
    ),
    moment(
        "person_involved_at", "The first time that this decision was talked about with the person.", in_dataset=True
    ),
    choice(
        "not_involved_reason",
        ("harm", "declined", "emergency", "lacks_capacity", "distress", "other"),
        "The reason given why the person was not involved.",
        in_dataset=True,
    ),
    choice(
        "consultee",
        CONSULTEES,
        "The highest authority consulted. none: recorded that nobody was.",
        in_dataset=True,
    ),
    moment("consulted_at", "The first time that anyone was consulted.", in_dataset=True),
    integer(
        "consultee_attempts",
        "Attempts to reach somebody to consult; empty where none is recorded, which is not zero made.",
        in_dataset=True,
    ),
    yes_no("best_interests", f"A best-interests record. {RECORDED}", in_dataset=True),
    yes_no("imca_instructed", "An Independent Mental Capacity Advocate was instructed.", in_dataset=True),
)

CONVERSATION = (
    choice(
        "conversation_mode",
        ("in_person", "telephone", "video", "letter", "none", "not_recorded"),
        "How it was held: with the person, else with the consultee. none: recorded that there was none.",
        in_dataset=True,
    ),
    integer("conversation_minutes", "How long it took.", in_dataset=True),
    yes_no("conversation_summary", f"What was said. {RECORDED}", in_dataset=True),
    yes_no("information_given", "Information was given in a form that the person can keep and use.", in_dataset=True),
    choice(
        "agreement",
        ("agreed", "disagreed", "not_discussed", "not_recorded"),
        "Of the person, else of the consultee. not_discussed never means disagreed.",
        in_dataset=True,
    ),
    choice("disagreement_by", ("person", "consultee", "both"), "Who disagreed.", in_dataset=True),
    yes_no("second_opinion_offered", "A second opinion was offered.", in_dataset=True),
)
