"""Labels of how a plan is kept."""

from __future__ import annotations

from accord.domain.plan.keeping import (
    CarriedPart,
    Confirmation,
    Copy,
    Distribution,
    Justification,
    Review,
    Signatory,
    Signature,
)

KEEPING: dict[type, dict[str, str]] = {
    Review: {
        "rule": "Review",
        "due": "Review by",
        "indefinite_why": "Why there is no review date",
        "triggers": "Look again sooner if",
        "responsible": "Who is responsible for the review",
    },
    Distribution: {
        "tell": "Who is to be told",
        "tell_others": "Others to be told",
        "copies": "Copies",
        "location_at_home": "Where it is kept at home",
    },
    Copy: {"held_by": "Held by", "location": "Where it is", "given_on": "Given on"},
    Signature: {
        "author": "Signed by",
        "signed_at": "Signed",
        "senior_responsible": "The signer is the senior responsible clinician",
        "senior_name": "Senior responsible clinician",
        "endorsement_due": "Endorsement due by",
        "justification": "Signed with a justification",
        "confirmation": "How the signer showed who they are",
        "carried": "Taken over, not read by the signer",
    },
    CarriedPart: {
        "part": "Part",
        "name": "Signed before by",
        "at": "Signed before",
        "organisation_code": "Organisation code",
        "organisation_name": "Organisation",
        "telephone": "Telephone",
    },
    Signatory: {
        "staff_id": "Reference",
        "name": "Name",
        "grade": "Grade",
        "organisation_code": "Organisation code",
        "organisation_name": "Organisation",
        "registration": "Registration",
        "speciality": "Speciality",
        "telephone": "Telephone",
    },
    Confirmation: {"by": "How", "at": "When", "session_role_id": "Number of the national role"},
    Justification: {"reason": "Reason", "words": "In words", "rules": "Expectations not met"},
}
