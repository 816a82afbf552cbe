"""What can happen to the record, as past-tense kinds. Every action records one of them, in its own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from accord.domain.errors import FieldError, Refused

LONGEST_CODE = 64
"""An id, a code or an ISO time fits in this; a sentence or a name does not belong in an event."""

PayloadValue = str | int | bool | None
"""What an event may carry: ids, codes, counts and answers of yes or no."""


class EventKind(StrEnum):
    """Something that happened. An event is a fact: it is never changed and never taken back."""

    PLAN_SIGNED = "plan_signed"
    PLAN_CANCELLED = "plan_cancelled"
    PLAN_SUSPENDED = "plan_suspended"
    PLAN_REINSTATED = "plan_reinstated"
    PLAN_ENDORSED = "plan_endorsed"
    PLAN_REVIEWED = "plan_reviewed"
    PLAN_SHARING_CHANGED = "plan_sharing_changed"
    PLAN_SUPERSEDED = "plan_superseded"
    PLAN_ENDED = "plan_ended"
    PLAN_CLOSED_BY_DEATH = "plan_closed_by_death"
    PLAN_REOPENED = "plan_reopened"
    PLAN_REPORTED = "plan_reported"
    PAPER_SEEN = "paper_seen"
    REPORT_SETTLED = "report_settled"
    DRAFT_OPENED = "draft_opened"
    DRAFT_SAVED = "draft_saved"
    DRAFT_REBASED = "draft_rebased"
    DRAFT_DISCARDED = "draft_discarded"
    CONVERSATION_RECORDED = "conversation_recorded"
    CONTACT_ATTEMPTED = "contact_attempted"
    STATEMENT_POSTED = "statement_posted"
    STATEMENT_ANSWERED = "statement_answered"
    LEGAL_INSTRUMENT_RECORDED = "legal_instrument_recorded"
    LEGAL_INSTRUMENT_CHANGED = "legal_instrument_changed"
    TASK_RAISED = "task_raised"
    TASK_DONE = "task_done"
    TASK_CHASED = "task_chased"
    PERSON_RECORDED = "person_recorded"
    PERSON_CHANGED = "person_changed"
    PERSON_ADMITTED = "person_admitted"
    PERSON_DISCHARGED = "person_discharged"
    PERSON_MOVED = "person_moved"
    ADMISSION_WITHDRAWN = "admission_withdrawn"
    DISCHARGE_WITHDRAWN = "discharge_withdrawn"
    STAY_CORRECTED = "stay_corrected"
    MOVE_TOLD = "move_told"
    MOVE_SETTLED = "move_settled"
    PERSON_DIED = "person_died"
    DEATH_WITHDRAWN = "death_withdrawn"
    CONTACT_CHANGED = "contact_changed"
    NHS_NUMBER_SUPERSEDED = "nhs_number_superseded"
    NHS_NUMBER_INVALIDATED = "nhs_number_invalidated"
    PEOPLE_MERGED = "people_merged"
    PERSON_HELD = "person_held"
    HELD_PERSON_SETTLED = "held_person_settled"
    ORGANISATION_LOADED = "organisation_loaded"
    STAFF_LOADED = "staff_loaded"
    TRAINING_LOADED = "training_loaded"
    COMPETENCE_RECORDED = "competence_recorded"
    COMPETENCE_WITHDRAWN = "competence_withdrawn"
    ACCOUNT_OPENED = "account_opened"
    ACCOUNT_CLOSED = "account_closed"
    PASSWORD_CHANGED = "password_changed"
    SECOND_FACTOR_SET = "second_factor_set"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    SESSIONS_ENDED = "sessions_ended"
    RELATIONSHIP_OPENED = "relationship_opened"
    RELATIONSHIP_ENDED = "relationship_ended"
    LOOK_ALERTED = "look_alerted"
    LOOK_EXPLAINED = "look_explained"
    LOOKS_REVIEWED = "looks_reviewed"
    STAFF_TOLD = "staff_told"
    NOTICES_PUT_AWAY = "notices_put_away"
    SYSTEM_REGISTERED = "system_registered"
    SYSTEM_CLOSED = "system_closed"
    SYSTEM_ALLOWED = "system_allowed"
    SUBSCRIPTION_REQUESTED = "subscription_requested"
    SUBSCRIPTION_CLOSED = "subscription_closed"
    DELIVERIES_REPLAYED = "deliveries_replayed"
    PARTNER_ADDED = "partner_added"
    PARTNER_CONNECTED = "partner_connected"
    PARTNER_CLOSED = "partner_closed"
    PARTNER_ASKED_AGAIN = "partner_asked_again"
    PARTNER_NEWS_SETTLED = "partner_news_settled"
    DEMOGRAPHICS_RECEIVED = "demographics_received"
    DEMOGRAPHICS_FOLLOWED = "demographics_followed"
    CANCELLATION_FOLLOWED = "cancellation_followed"
    CANCELLATION_ANSWERED = "cancellation_answered"
    CANCELLATION_CHASED = "cancellation_chased"
    POINTER_REGISTERED = "pointer_registered"
    POINTER_CHANGED = "pointer_changed"
    POINTER_REPLACED = "pointer_replaced"
    POINTER_REMOVED = "pointer_removed"
    POINTER_ACCESS_CHANGED = "pointer_access_changed"
    POINTER_PUBLISHED = "pointer_published"
    POINTER_WITHDRAWN = "pointer_withdrawn"
    PLAN_ANNOUNCED = "plan_announced"
    HELD_ELSEWHERE_TOLD = "held_elsewhere_told"
    POINTERS_ASKED_FOR = "pointers_asked_for"
    PRACTICE_TOLD = "practice_told"
    PRACTICE_ACKNOWLEDGED = "practice_acknowledged"
    PRACTICE_NOT_TOLD = "practice_not_told"
    PRACTICES_ASKED_FOR = "practices_asked_for"
    MAILBOX_MESSAGE_RECEIVED = "mailbox_message_received"
    MAILBOX_MESSAGE_PUT_AWAY = "mailbox_message_put_away"
    COPY_PRINTED = "copy_printed"
    COPY_REVOKED = "copy_revoked"
    DOWNTIME_SET = "downtime_set"
    DOWNTIME_PACK_MADE = "downtime_pack_made"
    DOWNTIME_PACK_TAKEN = "downtime_pack_taken"
    DOWNTIME_PACK_RETURNED = "downtime_pack_returned"
    KEPT_OPENINGS_RETURNED = "kept_openings_returned"
    EXPORT_REQUESTED = "export_requested"
    EXPORT_MADE = "export_made"
    EXPORT_FETCHED = "export_fetched"
    EXPORT_ENDED = "export_ended"
    DATASET_EXPORTED = "dataset_exported"
    REIDENTIFICATION_REQUESTED = "reidentification_requested"
    REIDENTIFICATION_APPROVED = "reidentification_approved"
    REIDENTIFICATION_REFUSED = "reidentification_refused"
    REIDENTIFICATION_SHOWN = "reidentification_shown"
    LOOK_BACK_OPENED = "look_back_opened"
    LOOK_BACK_ASKED = "look_back_asked"
    LOOK_BACK_CLOSED = "look_back_closed"
    SIGNAL_STEP_TAKEN = "signal_step_taken"
    SIGNALS_OPENED = "signals_opened"
    ASSURANCE_RUN_MADE = "assurance_run_made"
    PUBLICATION_ASKED = "publication_asked"
    PUBLICATION_REFUSED = "publication_refused"
    PUBLICATION_PREPARED = "publication_prepared"
    PUBLICATION_RELEASED = "publication_released"
    PUBLICATION_DECLINED = "publication_declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as those who hear it receive it: what, about whom, by whom, and its ids and codes."""

    kind: EventKind
    person_id: UUID | None
    staff_role_id: UUID | None
    organisation_id: UUID | None
    payload: Mapping[str, PayloadValue]


def check_payload(payload: Mapping[str, PayloadValue]) -> None:
    """Refuse a payload that could hold a name, a number of the NHS or clinical words (architecture, decision 10)."""
    errors = [
        FieldError(field=f"payload.{key}", wrong="is not an id or a code.", accepted="Events carry ids and codes only.")
        for key, value in payload.items()
        if not _is_code(value)
    ]
    if errors:
        raise Refused(errors)


def _is_code(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_CODE and not any(c.isspace() for c in value) and not _looks_like_nhs_number(value)
    return value is None or isinstance(value, (int, bool))


def _looks_like_nhs_number(value: str) -> bool:
    return len(value) == 10 and value.isdigit()
