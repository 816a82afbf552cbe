"""Take the reason of a look outside a relationship, and record what came of its review.

Alerts are raised by the database, in the name of whoever acts (`reads.note_outside`, `reads.alert_asked`).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access.actions import incidents, reads, relationships
from accord.access.actions.reads import Purpose
from accord.access.models import AccessLog, Alert, GivenReason, LookReview
from accord.domain.authority import Actor, Permission
from accord.domain.errors import NotPermitted, Refused
from accord.domain.events import EventKind
from accord.domain.look_reviews import Reviewed, ReviewOutcome, check_reason, check_review
from accord.domain.relationships import BEFOREHAND, REASON_HOLDS, LookReason
from accord.events import actions as events


@transaction.atomic
def open_with_reason(*, person_id: UUID, reason: LookReason, words: str, by: Actor) -> UUID:
    """Take the reason that is given before a record opens, and tell the privacy officer of it; return the alert."""
    if reason not in BEFOREHAND:
        raise Refused.one("reason", "is none to open a record for.", "Give another reason, or do not open it.")
    relationships.give_reason(person_id=person_id, reason=reason, words=words, by=by)
    alert_id = reads.alert_asked(by=by, person_id=person_id, purpose=Purpose.CARE, what="open")
    _give(alert_id, reason, words, by)
    return alert_id


@transaction.atomic
def explain(*, alert_id: UUID, reason: LookReason, words: str, by: Actor) -> None:
    """Append why somebody looked. Only whoever looked may say so; more can be said later, and nothing is changed."""
    alert = Alert.objects.filter(pk=alert_id).first()
    if alert is None or alert.staff_id != by.staff_id:
        raise NotPermitted("only whoever looked may say why")
    check_reason(reason, words)
    if reason is LookReason.INCIDENT:
        incidents.check_reference(words)
    if reason is not LookReason.WRONG_PERSON:
        _open_still(alert, reason, words, by)
    _give(alert.id, reason, words, by)


@transaction.atomic
def review(*, of: Reviewed, outcome: ReviewOutcome, words: str, by: Actor) -> None:
    """Append what a privacy officer concluded; an alert of another organisation is not theirs to review.

    Raises `Refused` where the look is their own: somebody else reviews it.
    """
    by.must(Permission.VIEW_ACCESS_LOG)
    check_review(outcome, words)
    if _is_own(of, by):
        raise Refused.one("outcome", "is of a look of your own.", "Ask another privacy officer to review it.")
    if of.alert_id and not Alert.objects.filter(pk=of.alert_id, organisation_id=by.organisation_id).exists():
        raise NotPermitted("an alert of another organisation")
    LookReview.objects.create(
        organisation_id=by.organisation_id,
        alert_id=of.alert_id,
        log_id=of.log_id,
        person_id=of.person_id,
        staff_id=of.staff_id,
        outcome=outcome.value,
        words=words.strip(),
        reviewed_by=by.staff_role_id,
    )
    payload = {"outcome": outcome.value, "alert_id": str(of.alert_id) if of.alert_id else None}
    events.record(kind=EventKind.LOOKS_REVIEWED, person_id=None, by=by, payload=payload)


def _is_own(of: Reviewed, by: Actor) -> bool:
    if of.staff_id == by.staff_id:
        return True
    if of.alert_id:
        return Alert.objects.filter(pk=of.alert_id, staff_id=by.staff_id).exists()
    if of.log_id is None or of.person_id or of.staff_id:
        return False
    return AccessLog.objects.filter(pk=of.log_id, staff_id=by.staff_id).exists()


def _open_still(alert: Alert, reason: LookReason, words: str, by: Actor) -> None:
    """Let the record open plainly for the rest of the day of the look, in the role in which it was made.

    Later, or in another role, the reason is kept and opens nothing: a look is then told of as any other.
    """
    until = alert.raised_at + REASON_HOLDS
    if timezone.now() >= until or alert.staff_role_id != by.staff_role_id:
        return
    if reason is LookReason.INCIDENT:
        incidents.open_incident(person_id=alert.person_id, reference=words, by=by)
    else:
        relationships.give_reason(person_id=alert.person_id, reason=reason, words=words, by=by, until=until)


def _give(alert_id: UUID, reason: LookReason, words: str, by: Actor) -> None:
    GivenReason.objects.create(alert_id=alert_id, reason=reason.value, words=words.strip(), given_by=by.staff_role_id)
    payload = {"alert_id": str(alert_id), "reason": reason.value}
    events.record(kind=EventKind.LOOK_EXPLAINED, person_id=None, by=None, payload=payload)
