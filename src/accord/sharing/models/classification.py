"""What each field of this room's tables says about somebody."""

from accord.domain.classification import Classification, Classified

IDENTIFIABLE, CLINICAL, OPERATIONAL = Classification

FIELDS: Classified = {
    "Subscription": {
        IDENTIFIABLE: "person_id",
        OPERATIONAL: "id system_id organisation_id organisation_code base endpoint headers kinds people_of reason"
        " heartbeat_seconds patience_seconds most_at_once status error requested_at ends_at handshaken_at heard_at"
        " last_number failures next_try_at closed_at",
    },
    "Delivery": {
        IDENTIFIABLE: "person_id version_id",
        CLINICAL: "kind",
        OPERATIONAL: "id subscription number event_id happened_at numbered_at state is_told tries sent_at last_error",
    },
    "Export": {
        OPERATIONAL: "id system_id organisation_id request kinds requested_at begun_at finished_at failed_at ended_at"
        " people kept_back",
    },
    "ExportFile": {CLINICAL: "content", OPERATIONAL: "id export number kind count"},
    "Copy": {
        IDENTIFIABLE: "person_id printed_by printed_role printed_name",
        CLINICAL: "kind cpr",
        OPERATIONAL: "id version_id code printed_at organisation_id top",
    },
    "Pointer": {
        IDENTIFIABLE: "person_id",
        CLINICAL: "type_code document",
        OPERATIONAL: "id custodian organisation_id system_id created_at updated_at",
    },
    "UsedOutlet": {OPERATIONAL: "name used_at"},
    "PointerPermission": {OPERATIONAL: "id organisation_code type_code may_register may_find changed_at"},
    "Summary": {IDENTIFIABLE: "person_id", CLINICAL: "body", OPERATIONAL: "id read_by stamp made_by until"},
    "Publication": {IDENTIFIABLE: "person_id", OPERATIONAL: "asked state tries asked_at next_try_at last_error"},
    "PublishedPointer": {
        IDENTIFIABLE: "id person_id version_id nhs_number",
        CLINICAL: "scope",
        OPERATIONAL: "organisation_code begun_at published_at",
    },
    "PracticeMessage": {
        IDENTIFIABLE: "person_id subject_id holds",
        CLINICAL: "kind",
        OPERATIONAL: "id event_id happened_at state local_id practice_code mailbox message_id digest tries next_try_at"
        " sent_at answer_by is_collected raised_at organisation_id settled_at last_error",
    },
    "MailboxMessage": {
        IDENTIFIABLE: "subject",
        CLINICAL: "body",
        OPERATIONAL: "id kind about workflow sender words received_at acknowledged_at put_away_at",
    },
    "CopyRevocation": {IDENTIFIABLE: "person_id revoked_by revoked_role revoked_name", OPERATIONAL: "copy at"},
    "DowntimeSetting": {
        IDENTIFIABLE: "set_by set_role set_name",
        OPERATIONAL: "organisation_id is_on every_hours valid_hours public salt nonce private iterations set_at",
    },
    "DowntimePack": {
        IDENTIFIABLE: "asked_by asked_name",
        CLINICAL: "content",
        OPERATIONAL: "id organisation_id code envelope made_at expires_at people",
    },
    "DowntimePackPerson": {IDENTIFIABLE: "person_id", OPERATIONAL: "id pack"},
    "DowntimeTaking": {IDENTIFIABLE: "taken_by taken_role taken_name", OPERATIONAL: "id pack at"},
    "DowntimeReturn": {
        IDENTIFIABLE: "returned_by returned_role returned_name",
        OPERATIONAL: "id pack at is_unopened",
    },
    "DowntimeOpening": {
        IDENTIFIABLE: "person_id who job",
        OPERATIONAL: "id pack returned log number seal opened_at why",
    },
    "Cancellation": {
        IDENTIFIABLE: "person_id cancelled_by cancelled_name",
        OPERATIONAL: "id version_id organisation_id signed_for cancelled_at chase_at chased ended_at",
    },
    "Holder": {
        IDENTIFIABLE: "person_id organisation_id recipient",
        OPERATIONAL: "id cancellation kind telling position copy_id system_id delivery_id named_at",
    },
    "HolderReply": {
        IDENTIFIABLE: "person_id words answered_by answered_role answered_name",
        OPERATIONAL: "holder answer answered_at organisation_id",
    },
    "Visit": {
        IDENTIFIABLE: "person_id number",
        OPERATIONAL: "id system_id organisation_id number_system stay_ids first_told_at last_told_at",
    },
    "ToldMove": {
        IDENTIFIABLE: "person_id nhs_number family given birth_date place_id settled_by words",
        CLINICAL: "kind at admitted_at",
        OPERATIONAL: "id visit system_id control digest recorded_at received_at state reason settled_at",
    },
    "KeptOpening": {IDENTIFIABLE: "person_id staff_id staff_role_id", OPERATIONAL: "id opened_at given_at"},
    "Partner": {
        OPERATIONAL: "id name base system_id key secret hashed client_id subscription_id taken added_at asked_at error"
        " closed_at before export_at",
    },
    "PartnerNews": {
        IDENTIFIABLE: "version_id brought person_id report_id",
        OPERATIONAL: "id partner subscription_id number state tries error next_try_at kept_at",
    },
    "Announcement": {
        IDENTIFIABLE: "person_id",
        CLINICAL: "kind",
        OPERATIONAL: "id cloud_id event_id version_id organisation_code happened_at state tries next_try_at sent_at"
        " last_error",
    },
    "DemographicNotice": {
        IDENTIFIABLE: "subject resource person_id",
        CLINICAL: "kind",
        OPERATIONAL: "id source happened_at version received_at received_by outcome tries error settled_at",
    },
}
