"""The life of a plan: one enum, its transitions, and what may bring each about."""

from __future__ import annotations

from accord.domain.choices import Choice
from accord.domain.errors import Refused


class Status(Choice):
    """What a version of a plan is."""

    DRAFT = "draft", "Draft"
    ACTIVE = "active", "Active"
    SUSPENDED = "suspended", "Suspended"
    SUPERSEDED = "superseded", "Replaced by a newer plan"
    CANCELLED = "cancelled", "Cancelled"
    ENDED = "ended", "Ended"
    DIED = "died", "Closed: the person has died"


class Step(Choice):
    """Something that happens to a version. Each is an appended fact; none overwrites another."""

    SIGNED = "signed", "Signed"
    ENDORSED = "endorsed", "Endorsed by the senior responsible clinician"
    REVIEWED = "reviewed", "Reviewed"
    SUSPENDED = "suspended", "Suspended"
    REINSTATED = "reinstated", "Reinstated"
    SHARING_CHANGED = "sharing_changed", "The person said whether it may be shared"
    SUPERSEDED = "superseded", "Replaced by a newer plan"
    CANCELLED = "cancelled", "Cancelled"
    ENDED = "ended", "Ended"
    EPISODE_CLOSED = "episode_closed", "Ended with the admission"
    DIED = "died", "The person died"
    DEATH_WITHDRAWN = "death_withdrawn", "The notice of death was withdrawn"
    DISCHARGE_WITHDRAWN = "discharge_withdrawn", "The hospital took the discharge back"


LIVE = frozenset({Status.ACTIVE, Status.SUSPENDED})
"""Statuses in which a plan is current."""

TRANSITIONS: dict[tuple[Status, Step], Status] = {
    (Status.DRAFT, Step.SIGNED): Status.ACTIVE,
    (Status.ACTIVE, Step.ENDORSED): Status.ACTIVE,
    (Status.ACTIVE, Step.REVIEWED): Status.ACTIVE,
    (Status.ACTIVE, Step.SHARING_CHANGED): Status.ACTIVE,
    (Status.ACTIVE, Step.SUSPENDED): Status.SUSPENDED,
    (Status.ACTIVE, Step.SUPERSEDED): Status.SUPERSEDED,
    (Status.ACTIVE, Step.CANCELLED): Status.CANCELLED,
    (Status.ACTIVE, Step.ENDED): Status.ENDED,
    (Status.ACTIVE, Step.EPISODE_CLOSED): Status.ENDED,
    (Status.ACTIVE, Step.DIED): Status.DIED,
    (Status.SUSPENDED, Step.ENDORSED): Status.SUSPENDED,
    (Status.SUSPENDED, Step.REVIEWED): Status.SUSPENDED,
    (Status.SUSPENDED, Step.SHARING_CHANGED): Status.SUSPENDED,
    (Status.SUSPENDED, Step.REINSTATED): Status.ACTIVE,
    (Status.SUSPENDED, Step.SUPERSEDED): Status.SUPERSEDED,
    (Status.SUSPENDED, Step.CANCELLED): Status.CANCELLED,
    (Status.SUSPENDED, Step.ENDED): Status.ENDED,
    (Status.SUSPENDED, Step.EPISODE_CLOSED): Status.ENDED,
    (Status.SUSPENDED, Step.DIED): Status.DIED,
    (Status.DIED, Step.DEATH_WITHDRAWN): Status.ACTIVE,
    (Status.ENDED, Step.DISCHARGE_WITHDRAWN): Status.ACTIVE,
}
"""The allowed steps. A step that is not here is refused; an overdue review or endorsement is not a step at all."""


class CancelReason(Choice):
    """Why a plan was cancelled (the dataset's `ended_reason`)."""

    CLINICAL_CHANGE = "clinical_change", "The person's health has changed"
    PERSON_CHANGED_MIND = "person_changed_mind", "The person has changed their mind"
    CHALLENGED = "challenged", "It was challenged and should not stand"
    FOUND_INAPPROPRIATE = "found_inappropriate", "On review it was found not to be appropriate"
    ERROR = "error", "It was recorded in error"
    TRANSFER = "transfer", "It was not confirmed after a move"
    OTHER = "other", "Another reason"


class InappropriateReason(Choice):
    """What made a decision inappropriate (the dataset's `inappropriate_reason`)."""

    NOT_INVOLVED = "not_involved", "The person was not involved"
    CONSULTEE_NOT_INVOLVED = "consultee_not_involved", "Those who should be consulted were not"
    NOT_INDIVIDUAL = "not_individual", "It was not made on the person's own circumstances"
    DISCRIMINATORY = "discriminatory", "It rested on a protected characteristic"
    NOT_IN_PLAN = "not_in_plan", "It was not part of a wider plan"
    WRONG_AUTHOR = "wrong_author", "It was made by someone not entitled to make it"
    WRONG_PERSON = "wrong_person", "It was on the wrong person's record"
    NO_RATIONALE = "no_rationale", "No reason was recorded"
    OTHER = "other", "Something else"


def advance(status: Status, step: Step) -> Status:
    """Return the status after `step`. Raises Refused when the lifecycle does not allow it."""
    try:
        return TRANSITIONS[status, step]
    except KeyError:
        allowed = ", ".join(s.words.lower() for (before, s) in TRANSITIONS if before is status) or "nothing more"
        raise Refused.one(
            "status", f"This plan is “{status.words}”, so it cannot be “{step.words}”.", f"Allowed: {allowed}."
        ) from None
