"""The published facts of review, sharing, status and outcome (design/dataset.md, `decisions`)."""

from __future__ import annotations

from accord.domain.facts.kinds import choice, date, moment, yes_no

REVIEW = (
    choice("review_rule", ("dated", "indefinite", "none"), "none: recorded without a rule.", in_dataset=True),
    date("review_due", "The review date that the signer set.", in_dataset=True),
    moment("last_reviewed_at", "When the decision was last reviewed, after it was signed.", in_dataset=True),
    choice("review_outcome", ("confirmed", "changed", "cancelled"), "What that review found.", in_dataset=True),
)

SHARED = (
    moment("shared_at", "When others could first see it.", in_dataset=True),
    moment("gp_received_at", "When the GP practice acknowledged it.", in_dataset=True),
    choice(
        "withheld_from_person",
        ("no", "harm_of_involvement", "serious_harm_test"),
        "Whether the decision is kept from the person, and on which of two grounds that are never merged.",
        in_dataset=True,
    ),
    yes_no("concern_raised", "A concern or challenge was raised about the decision.", in_dataset=True),
    yes_no("safeguarding_considered", "Safeguarding was considered.", in_dataset=True),
)

STATUS = (
    choice(
        "status",
        ("active", "suspended", "cancelled", "superseded", "ended", "died"),
        "ended: by an end date that the signer set.",
        in_dataset=True,
    ),
    moment("ended_at", "When it stopped being in force.", in_dataset=True),
    yes_no("found_inappropriate", "A review or challenge found it inappropriate.", in_dataset=True),
    choice(
        "inappropriate_reason",
        (
            "not_involved",
            "consultee_not_involved",
            "not_individual",
            "discriminatory",
            "not_in_plan",
            "wrong_author",
            "wrong_person",
            "no_rationale",
            "other",
        ),
        "What made it so, whether or not it is still in place.",
        in_dataset=True,
    ),
    choice(
        "ended_reason",
        (
            "found_inappropriate",
            "challenged",
            "clinical_change",
            "person_changed_mind",
            "error",
            "transfer",
            "died",
            "other",
        ),
        "Why it ended.",
        in_dataset=True,
    ),
)
