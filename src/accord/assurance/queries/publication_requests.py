"""Publications that were asked for and are not ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accord.assurance.models import Publication, PublicationRequest
from accord.assurance.publications.figures import Period
from accord.assurance.publications.leaving import Chosen
from accord.domain.choices import Choice

SHOWN_FOR = timedelta(days=7)
"""For so long one that could not be made ready stands above those that could."""
_READY = Exists(Publication.objects.filter(pk=OuterRef("pk")))


class Making(Choice):
    """How far a publication has come that is not ready."""

    QUEUED = "queued", "Waiting for the worker"
    UNDER_WAY = "under_way", "Being made ready"
    REFUSED = "refused", "Not made ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One of them: what was chosen, by whom, and how far it has come."""

    id: UUID
    period: Period
    measures: tuple[str, ...]
    breakdowns: tuple[str, ...]
    asked_name: str
    asked_at: datetime
    begun_at: datetime | None
    why_not: str

    @property
    def making(self) -> Making:
        """How far it has come."""
        if self.why_not:
            return Making.REFUSED
        return Making.UNDER_WAY if self.begun_at else Making.QUEUED


def waiting() -> Sequence[PublicationRequest]:
    """Return those that are neither ready nor refused, the oldest first."""
    return list(PublicationRequest.objects.filter(~_READY, refusal__isnull=True).order_by("asked_at", "id"))


def of_organisation(organisation_id: UUID, now: datetime) -> list[Asked]:
    """Return those of an organisation that were asked for lately and are not ready, the newest first."""
    rows = _rows(organisation_id).filter(asked_at__gt=now - SHOWN_FOR)
    return [_asked(row) for row in rows.order_by("-asked_at", "-id")]


def one(publication_id: UUID, organisation_id: UUID) -> Asked | None:
    """Return one of an organisation that is not ready, or None."""
    row = _rows(organisation_id).filter(pk=publication_id).first()
    return _asked(row) if row else None


def chosen_of(row: PublicationRequest) -> Chosen:
    """Return what was chosen."""
    return Chosen(measures=tuple(row.measures), breakdowns=tuple(row.breakdowns), period=Period(row.since, row.until))


def _rows(organisation_id: UUID) -> QuerySet[PublicationRequest]:
    rows = PublicationRequest.objects.filter(~_READY, organisation_id=organisation_id)
    return rows.select_related("refusal").prefetch_related("attempts")


def _asked(row: PublicationRequest) -> Asked:
    refusal = getattr(row, "refusal", None)
    return Asked(
        id=row.pk,
        period=Period(row.since, row.until),
        measures=tuple(row.measures),
        breakdowns=tuple(row.breakdowns),
        asked_name=row.asked_name,
        asked_at=row.asked_at,
        begun_at=max((each.begun_at for each in row.attempts.all()), default=None),
        why_not=refusal.words if refusal else "",
    )
