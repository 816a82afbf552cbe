"""What each field of this room's tables says about somebody."""

from accord.domain.classification import Classification, Classified

IDENTIFIABLE, CLINICAL, OPERATIONAL = Classification

FIELDS: Classified = {
    "Snapshot": {OPERATIONAL: "id identity as_of made_at rows"},
    "Run": {OPERATIONAL: "id snapshot made_at version seed"},
    "Signal": {
        IDENTIFIABLE: "signer_id",
        CLINICAL: "group",
        OPERATIONAL: "id kind site_code area_code signer_org_code raised_at",
    },
    "Sighting": {
        IDENTIFIABLE: "decision_ids",
        CLINICAL: "question begins ends",
        OPERATIONAL: "id signal run observed expected statistic p_value q_value",
    },
    "SignalStep": {
        IDENTIFIABLE: "decision_id recorded_by recorded_role recorded_name",
        CLINICAL: "words reason",
        OPERATIONAL: "id signal number step of recorded_at recorded_organisation",
    },
    "SignalTold": {IDENTIFIABLE: "staff_role_id", OPERATIONAL: "id signal is_urgent told_at"},
    "CaseReview": {CLINICAL: "individual with_person outcome inappropriate_reason", OPERATIONAL: "step"},
    "AgreedAction": {OPERATIONAL: "step owner_code due"},
    "Publication": {
        IDENTIFIABLE: "prepared_by prepared_role prepared_name",
        OPERATIONAL: "id organisation_id organisation_code run since until measures breakdowns figures meaning page"
        " sha256 prepared_at",
    },
    "PublicationRequest": {
        IDENTIFIABLE: "asked_by asked_role asked_name",
        OPERATIONAL: "id organisation_id publisher run since until measures breakdowns asked_at",
    },
    "PublicationAttempt": {OPERATIONAL: "id request begun_at"},
    "PublicationRefusal": {OPERATIONAL: "request words refused_at"},
    "PublicationOutcome": {
        IDENTIFIABLE: "decided_by decided_role decided_name",
        OPERATIONAL: "publication released sha256 words decided_at",
    },
    "LookBack": {
        IDENTIFIABLE: "opened_by opened_role opened_name",
        CLINICAL: "words",
        OPERATIONAL: "id organisation_id coverage place_id decided decided_from decided_until why due_on decisions"
        " sites opened_at",
    },
    "LookBackAsked": {OPERATIONAL: "look_back at"},
    "LookBackClosing": {IDENTIFIABLE: "closed_by closed_name", CLINICAL: "words summary", OPERATIONAL: "look_back at"},
}
