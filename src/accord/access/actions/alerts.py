"""Take the reason of a look outside a relationship, and record what came of its review.

The alert of a look that opens at once is raised with its trace, by the database (`reads.note_outside`).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accord.access.actions import incidents, relationships
from accord.access.actions.reads import Purpose
from accord.access.models import Alert, GivenReason, LookReview
from accord.domain.authority import Actor, Permission
from accord.domain.errors import NotPermitted, Refused
from accord.domain.events import EventKind
from accord.domain.look_reviews import Reviewed, ReviewOutcome, check_reason, check_review
from accord.domain.relationships import BEFOREHAND, AccessBasis, LookReason
from accord.events import actions as events


@transaction.atomic
def open_with_reason(*, person_id: UUID, reason: LookReason, words: str, by: Actor) -> UUID:
    """Take the reason that is given before a record opens, and tell the privacy officer of it; return the alert."""
    if reason not in BEFOREHAND:
        raise Refused.one("reason", "is none to open a record for.", "Give another reason, or do not open it.")
    relationships.give_reason(person_id=person_id, reason=reason, words=words, by=by)
    alert = _raise(person_id, by, AccessBasis.ASKED, Purpose.CARE, "open")
    _give(alert, reason, words, by)
    return alert.id


@transaction.atomic
def explain(*, alert_id: UUID, reason: LookReason, words: str, by: Actor) -> None:
    """Append why somebody looked. Only whoever looked may say so; more can be said later, and nothing is changed."""
    alert = Alert.objects.filter(pk=alert_id).first()
    if alert is None or alert.staff_id != by.staff_id:
        raise NotPermitted("only whoever looked may say why")
    check_reason(reason, words)
    if reason is LookReason.INCIDENT:
        incidents.open_incident(person_id=alert.person_id, reference=words, by=by)
    elif reason is not LookReason.WRONG_PERSON:
        relationships.give_reason(person_id=alert.person_id, reason=reason, words=words, by=by)
    _give(alert, reason, words, by)


@transaction.atomic
def review(*, of: Reviewed, outcome: ReviewOutcome, words: str, by: Actor) -> None:
    """Append what a privacy officer concluded; an alert of another organisation is not theirs to review."""
    by.must(Permission.VIEW_ACCESS_LOG)
    check_review(outcome, words)
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


def _raise(person_id: UUID, by: Actor, basis: AccessBasis, purpose: Purpose, what: str) -> Alert:
    alert = Alert.objects.create(
        person_id=person_id,
        staff_id=by.staff_id,
        staff_role_id=by.staff_role_id,
        organisation_id=by.organisation_id,
        purpose=purpose.value,
        what=what,
        basis=basis.value,
    )
    # Neither whose record it was nor who looked: whoever hears this asks the record, and is logged.
    payload = {"alert_id": str(alert.id), "organisation_id": str(by.organisation_id), "basis": basis.value}
    events.record(kind=EventKind.LOOK_ALERTED, person_id=None, by=None, payload=payload)
    return alert


def _give(alert: Alert, reason: LookReason, words: str, by: Actor) -> None:
    GivenReason.objects.create(alert=alert, reason=reason.value, words=words.strip(), given_by=by.staff_role_id)
    payload = {"alert_id": str(alert.id), "reason": reason.value}
    events.record(kind=EventKind.LOOK_EXPLAINED, person_id=None, by=None, payload=payload)
