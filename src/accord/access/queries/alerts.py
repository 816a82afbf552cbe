"""Looks outside a relationship: those that wait for a reason or a review, and what was said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accord.access.models import Alert as Row
from accord.access.models import GivenReason, LookReview
from accord.domain.authority import Actor
from accord.domain.look_reviews import ReviewOutcome
from accord.domain.relationships import AccessBasis, LookReason
from accord.organisations.queries import staff

ASKED_FOR = timedelta(days=28)
"""For so long somebody is reminded to say why they looked; the privacy officer sees it for ever."""

IS_REVIEWED = Exists(LookReview.objects.filter(alert=OuterRef("pk")))
IS_EXPLAINED = Exists(GivenReason.objects.filter(alert=OuterRef("pk")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A reason as it was given."""

    reason: LookReason
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What a privacy officer concluded."""

    outcome: ReviewOutcome
    words: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A look outside a relationship, with the reasons given for it and what was concluded."""

    id: UUID
    person_id: UUID
    staff_id: UUID
    staff_name: str
    organisation_id: UUID
    purpose: str
    what: str
    basis: AccessBasis
    raised_at: datetime
    reasons: tuple[Given, ...]
    reviews: tuple[Conclusion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many alerts of an organisation wait for a review, and how many of those say no reason yet."""

    unreviewed: int
    unexplained: int
    all: int


def to_explain(actor: Actor) -> Sequence[Row]:
    """Return the looks of somebody, in this role, for which they gave no reason yet; the latest first."""
    return list(_unexplained_by(actor).order_by("-raised_at"))


def count_to_explain(actor: Actor) -> int:
    """Return how many there are."""
    return _unexplained_by(actor).count()


def counts(organisation_id: UUID) -> Counts:
    """Count the alerts of an organisation."""
    of_all = Row.objects.filter(organisation_id=organisation_id)
    waiting = of_all.filter(~IS_REVIEWED)
    return Counts(unreviewed=waiting.count(), unexplained=waiting.filter(~IS_EXPLAINED).count(), all=of_all.count())


def of_organisation(organisation_id: UUID, *, offset: int, most: int) -> Sequence[Alert]:
    """Return some alerts of an organisation: those that wait for a review first, and of each kind the latest first."""
    rows = Row.objects.filter(organisation_id=organisation_id).order_by(IS_REVIEWED.asc(), "-raised_at")
    return _alerts(rows[offset : offset + most])


def one(alert_id: UUID) -> Alert | None:
    """Return an alert."""
    return next(iter(_alerts(Row.objects.filter(pk=alert_id))), None)


def reviews_of(
    organisation_id: UUID, *, person_id: UUID | None = None, staff_id: UUID | None = None
) -> Sequence[Conclusion]:
    """Return what was concluded of the looks at a person, or of a member of staff, the latest first."""
    rows = LookReview.objects.filter(organisation_id=organisation_id, person_id=person_id, staff_id=staff_id)
    return _conclusions(rows.filter(alert__isnull=True).order_by("-id"))


def reviewed_singly(log_ids: Iterable[int]) -> Mapping[int, ReviewOutcome]:
    """Return what was concluded last of each of these looks that was reviewed by itself."""
    rows = LookReview.objects.filter(log_id__in=list(log_ids))
    singly = rows.filter(person_id__isnull=True, staff_id__isnull=True).order_by("id")
    return {log_id: ReviewOutcome(outcome) for log_id, outcome in singly.values_list("log_id", "outcome") if log_id}


def _unexplained_by(actor: Actor) -> QuerySet[Row]:
    since = timezone.now() - ASKED_FOR
    rows = Row.objects.filter(staff_role_id=actor.staff_role_id, raised_at__gt=since, basis=AccessBasis.OUTSIDE.value)
    return rows.filter(~IS_EXPLAINED)


def _alerts(rows: QuerySet[Row]) -> Sequence[Alert]:
    held = list(rows.prefetch_related("reasons", "reviews"))
    names = staff.names_of(list({row.staff_id for row in held}))
    return [
        Alert(
            id=row.id,
            person_id=row.person_id,
            staff_id=row.staff_id,
            staff_name=names.get(row.staff_id, ""),
            organisation_id=row.organisation_id,
            purpose=row.purpose,
            what=row.what,
            basis=AccessBasis(row.basis),
            raised_at=row.raised_at,
            reasons=tuple(
                Given(reason=LookReason(each.reason), words=each.words, at=each.given_at)
                for each in sorted(row.reasons.all(), key=lambda each: each.pk)
            ),
            reviews=tuple(_conclusions(sorted(row.reviews.all(), key=lambda each: each.pk))),
        )
        for row in held
    ]


def _conclusions(rows: Iterable[LookReview]) -> Sequence[Conclusion]:
    held = list(rows)
    names = staff.names([row.reviewed_by for row in held]) if held else {}
    return [
        Conclusion(
            outcome=ReviewOutcome(row.outcome),
            words=row.words,
            at=row.reviewed_at,
            by_name=names.get(row.reviewed_by, ""),
        )
        for row in held
    ]
