"""What each field of this room's tables says about somebody."""

from accord.domain.classification import Classification, Classified

IDENTIFIABLE, CLINICAL, OPERATIONAL = Classification

FIELDS: Classified = {
    "User": {IDENTIFIABLE: "id username staff", OPERATIONAL: "password last_login is_active opened_at"},
    "Session": {
        IDENTIFIABLE: "account browser session_data",
        OPERATIONAL: "session_key expire_date handle begun_at seen_at provider_key",
    },
    "Authenticator": {IDENTIFIABLE: "account", OPERATIONAL: "sealed last_step added_at"},
    "Passkey": {IDENTIFIABLE: "account name", OPERATIONAL: "id credential_id public_key sign_count added_at used_at"},
    "Notice": {IDENTIFIABLE: "staff_role_id", OPERATIONAL: "id kind questions sites raised_at"},
    "NoticePutAway": {OPERATIONAL: "notice at"},
    "RecoveryCode": {IDENTIFIABLE: "account", OPERATIONAL: "id hashed used_at"},
    "SignInAttempt": {IDENTIFIABLE: "account_key address_key", OPERATIONAL: "id at"},
    "AccessLog": {
        IDENTIFIABLE: "staff_id staff_role_id person_id",
        OPERATIONAL: "id at organisation_id purpose what basis",
    },
    "CareRelationship": {
        IDENTIFIABLE: "id person_id staff_role_id opened_by ended_by reference words",
        OPERATIONAL: "organisation_id kind reason begins_at until opened_at ended_at",
    },
    "Alert": {
        IDENTIFIABLE: "id person_id staff_id staff_role_id",
        OPERATIONAL: "organisation_id purpose what basis raised_at",
    },
    "GivenReason": {IDENTIFIABLE: "alert words given_by", OPERATIONAL: "id reason given_at"},
    "LookReview": {
        IDENTIFIABLE: "alert person_id staff_id words reviewed_by",
        OPERATIONAL: "id organisation_id log_id outcome reviewed_at",
    },
    "Seal": {OPERATIONAL: "first log_ids leaves edge highest gaps at"},
    "SignedHead": {OPERATIONAL: "size root at key_id signature"},
    "HeldForm": {IDENTIFIABLE: "sealed address_key", OPERATIONAL: "id held_at"},
    "System": {OPERATIONAL: "id name organisation scopes keys keys_address registered_at closed_at a_minute"},
    "SystemAllowance": {OPERATIONAL: "system remaining taken at"},
    "UsedAssertion": {OPERATIONAL: "hashed ends_at"},
    "SystemToken": {OPERATIONAL: "hashed system scopes ends_at"},
    "Submission": {IDENTIFIABLE: "staff_role_id", OPERATIONAL: "token location at"},
}
