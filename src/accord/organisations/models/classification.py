"""What each field of this room's tables says about somebody."""

from accord.domain.classification import Classification, Classified

IDENTIFIABLE, CLINICAL, OPERATIONAL = Classification

FIELDS: Classified = {
    "Organisation": {OPERATIONAL: "id ods_code name primary_role site_type places valid_from valid_to"},
    "OrganisationRole": {OPERATIONAL: "id organisation code valid_from valid_to"},
    "Relationship": {OPERATIONAL: "id source kind target valid_from valid_to"},
    "StaffMember": {IDENTIFIABLE: "id staff_code name register registration_number"},
    "CompetenceRecord": {
        IDENTIFIABLE: "staff evidence recorded_by recorded_name",
        OPERATIONAL: "id organisation kind completed_on valid_until withdrawn recorded_at",
    },
    "StaffRole": {IDENTIFIABLE: "staff", OPERATIONAL: "id organisation role grade valid_from valid_to"},
}
