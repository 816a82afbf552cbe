"""What each field of this room's tables says about somebody."""

from accord.domain.classification import Classification, Classified

IDENTIFIABLE, CLINICAL, OPERATIONAL = Classification

FIELDS: Classified = {
    "Event": {
        IDENTIFIABLE: "person_id staff_role_id payload",
        CLINICAL: "kind",
        OPERATIONAL: "id xid occurred_at organisation_id",
    },
    "Outbox": {OPERATIONAL: "id xid event created_at delivered_at"},
}
