"""What each field of this room's tables says about somebody."""

from accord.domain.classification import Classification, Classified

IDENTIFIABLE, CLINICAL, OPERATIONAL = Classification

FIELDS: Classified = {
    "Person": {
        IDENTIFIABLE: "id gender birth_date practice_code practice_from practice_to merged_into",
        CLINICAL: "death_status death_date",
        OPERATIONAL: "verification restricted death_recorded_at pds_version revision recorded_at changed_at",
    },
    "NhsNumber": {IDENTIFIABLE: "number person", OPERATIONAL: "status status_from"},
    "Name": {IDENTIFIABLE: "person prefix given family suffix", OPERATIONAL: "id use"},
    "Address": {IDENTIFIABLE: "person lines postcode", OPERATIONAL: "id use"},
    "Telecom": {IDENTIFIABLE: "person value", OPERATIONAL: "id system use"},
    "SearchKey": {IDENTIFIABLE: "person family birth_date postcode", OPERATIONAL: "id"},
    "Needs": {
        IDENTIFIABLE: "person",
        CLINICAL: "communication adjustments language interpreter written_format contact_preference contact_times",
    },
    "Characteristics": {
        IDENTIFIABLE: "person",
        CLINICAL: "ethnicity imd_decile religion sexual_orientation learning_disability downs_syndrome autism dementia"
        " mental_illness physical_disability sensory_impairment frailty palliative_register",
    },
    "Contact": {
        IDENTIFIABLE: "person name relationship roles phone notes",
        OPERATIONAL: "id recorded_at ended_at",
    },
    "Stay": {IDENTIFIABLE: "person site", CLINICAL: "kind start end", OPERATIONAL: "id withdrawn_at"},
    "HeldPerson": {
        IDENTIFIABLE: "person other as_read",
        OPERATIONAL: "id reason recorded_at settled_at settled_by",
    },
}
