"""What each field of this room's tables says about somebody."""

from accord.domain.classification import Classification, Classified

IDENTIFIABLE, CLINICAL, OPERATIONAL = Classification

_RECORDED = "recorded_by recorded_role recorded_name"
_RECORDED_HOW = "recorded_at recorded_organisation"
FIELDS: Classified = {
    "Version": {
        IDENTIFIABLE: "id person_id signed_by signed_role signed_name replaces",
        CLINICAL: "document facts sections fhir cpr basis scope signed_at",
        OPERATIONAL: "number schema sha256 staff_role grade organisation_id organisation_code request_token",
    },
    "Fact": {
        IDENTIFIABLE: f"person_id version_id {_RECORDED}",
        CLINICAL: "step at detail",
        OPERATIONAL: f"id {_RECORDED_HOW}",
    },
    "Current": {
        IDENTIFIABLE: "person_id version_id",
        CLINICAL: "scope status ends_at suspended_until rationale_hash signed_at gaps",
        OPERATIONAL: "id organisation_id",
    },
    "Standing": {IDENTIFIABLE: "person_id", CLINICAL: "sheet is_shared", OPERATIONAL: "updated_at"},
    "Draft": {
        IDENTIFIABLE: "id person_id base_version opened_by opened_name closed_by",
        CLINICAL: "scope state",
        OPERATIONAL: "organisation_id opened_at closed_at",
    },
    "DraftPart": {
        IDENTIFIABLE: "person_id draft saved_by saved_name",
        CLINICAL: "content other unanswered part",
        OPERATIONAL: "id revision saved_at",
    },
    "KeptTyping": {IDENTIFIABLE: "person_id draft staff_id", CLINICAL: "raw part", OPERATIONAL: "id kept_at"},
    "ConversationRecord": {
        IDENTIFIABLE: f"id person_id corrects {_RECORDED}",
        CLINICAL: "content",
        OPERATIONAL: _RECORDED_HOW,
    },
    "LegalInstrument": {
        IDENTIFIABLE: f"person_id instrument_id uid {_RECORDED}",
        CLINICAL: "kind content",
        OPERATIONAL: f"id revision source {_RECORDED_HOW}",
    },
    "StatementRecord": {
        IDENTIFIABLE: f"id person_id heard_from posted_role {_RECORDED}",
        CLINICAL: "says words",
        OPERATIONAL: _RECORDED_HOW,
    },
    "StatementAnswer": {
        IDENTIFIABLE: f"id person_id statement_id {_RECORDED}",
        CLINICAL: "words",
        OPERATIONAL: _RECORDED_HOW,
    },
    "Reported": {
        IDENTIFIABLE: f"id person_id source draft_id confirmed_by settled_by {_RECORDED}",
        CLINICAL: "kind content contradictions unplaced settlement settled_words",
        OPERATIONAL: f"settled_at {_RECORDED_HOW}",
    },
    "ReidentificationRequest": {
        IDENTIFIABLE: f"pseudonyms words {_RECORDED}",
        OPERATIONAL: f"id column reason organisation_id {_RECORDED_HOW}",
    },
    "ReidentificationDecision": {IDENTIFIABLE: f"words {_RECORDED}", OPERATIONAL: f"request approved {_RECORDED_HOW}"},
    "ReidentificationShown": {IDENTIFIABLE: _RECORDED, OPERATIONAL: f"request found {_RECORDED_HOW}"},
    "Task": {
        IDENTIFIABLE: "id person_id version_id subject_id staff_id done_by done_name",
        CLINICAL: "kind detail due_at outcome came_of found",
        OPERATIONAL: "organisation_id raised_at done_at chased chased_at asked_organisation_id",
    },
}

LISTED = {
    "Version": "scope signed_at",
    "Fact": "step at",
    "Current": "scope status ends_at suspended_until rationale_hash signed_at gaps",
    "Standing": "is_shared",
    "Draft": "scope state",
    "DraftPart": "part unanswered",
    "KeptTyping": "part",
    "LegalInstrument": "kind",
    "Reported": "kind settlement",
    "Task": "kind detail due_at outcome came_of found",
}
"""Clinical fields that lists of work, locks and the clock are made of: shown with the row, to whoever reaches plans.

Every other clinical field is closed content, which the database gives against a ticket alone."""
