"""What the rules of signing and of running ask beyond the dataset: signature, identity, sharing and what came after."""

from __future__ import annotations

from accord.domain.facts.kinds import choice, date, integer, moment, yes_no

SIGNATURE = (
    yes_no("signer_named", "The signer's name is recorded."),
    yes_no("signer_registered", "yes: the signer is on a professional register. no: recorded as being on none."),
    yes_no(
        "signer_training_current",
        "no: local training for signing has lapsed, or is not recorded where it is kept. unknown: not kept here.",
    ),
    yes_no("signer_role_current", "no: the signer's role or employment had ended. yes: it had not."),
    yes_no(
        "signer_registration_current",
        "no: the check of the signer's registration has lapsed, or is not recorded where it is kept. unknown: no such"
        " check is kept here.",
    ),
    moment("endorsement_due_at", "When a senior endorsement is due, by the local limit."),
)

IDENTIFIERS = (
    yes_no("name_recorded", "The person's name is recorded; no: it is not."),
    yes_no("date_of_birth_recorded", "The person's date of birth is recorded; no: it is not."),
    yes_no("address_recorded", "The person's address is recorded, or restricted; no: it is neither."),
    choice(
        "nhs_number_status",
        ("verified", "unverified", "absent", "not_recorded"),
        "Verified: traced to this person. An unverified number can be signed locally, and is not shared.",
    ),
)

COPIES = (
    integer("other_current_plans", "Other current plans or decisions for this person that give another CPR status."),
    integer("copies", "Copies known to be held outside this system."),
    yes_no("copies_agree", "Every known copy is of this version, or marked as cancelled; no: one is known not to be."),
)

REVIEWING = (
    yes_no(
        "indefinite_reason",
        "yes: why it is indefinite is written. no: it is indefinite, and why is not.",
    ),
    moment(
        "review_trigger_at",
        "The latest move between or within settings, material change, or request for a review, after signing.",
    ),
)

SHARING = (
    choice(
        "sharing_consent",
        ("given", "best_interests", "by_attorney", "refused", "withdrawn", "not_recorded"),
        "Whether this plan may be shared (domain.plan ConsentToShare).",
    ),
    integer("recipients_outstanding", "Of those to be told, how many have not acknowledged it; empty: none listed."),
    moment("discharged_at", "The last discharge from hospital after the decision."),
    yes_no("discharge_letter_states_decision", "The discharge letter states the decision."),
    yes_no("told_whether_still_valid", "The person, or those close to them, were told if it holds after discharge."),
    yes_no("withheld_explained", "The reason for keeping the decision from the person is written."),
    date("withheld_until", "Until when it is kept from the person."),
    yes_no("reads_logged", "Every read and change of this plan leaves a trace. Always yes for a plan kept here."),
)

DISPUTES = (
    yes_no("live_dispute", "yes: a disagreement or challenge is open. no: none is."),
    yes_no("dispute_shown", "It stands as a notice on the plan's status."),
    yes_no("serious_dispute", "It is recorded as serious and not resolved locally."),
    yes_no("legal_advice_sought", "Legal advice was sought, or the Court of Protection asked."),
)
