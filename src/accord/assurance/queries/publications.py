"""Publications as their area sees them, and the ledger of those that were released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accord.assurance.models import Publication, PublicationOutcome
from accord.assurance.publications.figures import Period
from accord.assurance.publications.packages import Package, read_figures
from accord.assurance.publications.releases import Release
from accord.domain.choices import Choice


class State(Choice):
    """How far a publication has come."""

    WAITING = "waiting", "Waiting for a second person"
    RELEASED = "released", "Released"
    DECLINED = "declined", "Declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a second person decided, and when."""

    released: bool
    words: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One publication: its files, who made it ready, and what became of it."""

    id: UUID
    code: str
    period: Period
    measures: tuple[str, ...]
    breakdowns: tuple[str, ...]
    package: Package
    sha256: str
    prepared_by: UUID
    prepared_name: str
    prepared_at: datetime
    outcome: Outcome | None

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.outcome is None:
            return State.WAITING
        return State.RELEASED if self.outcome.released else State.DECLINED


def of_organisation(organisation_id: UUID) -> QuerySet[Publication]:
    """Return the publications of an organisation, newest first."""
    rows = Publication.objects.filter(organisation_id=organisation_id)
    return rows.select_related("outcome").order_by("-prepared_at", "-id")


def one(publication_id: UUID, organisation_id: UUID) -> Held | None:
    """Return a publication of an organisation, or None."""
    row = of_organisation(organisation_id).filter(pk=publication_id).first()
    return read(row) if row else None


def ledger(organisation_id: UUID) -> list[Release]:
    """Return all that was released by an organisation, the oldest first: what everybody may hold against the next."""
    rows = of_organisation(organisation_id).filter(outcome__released=True).order_by("outcome__decided_at")
    return [
        Release(Period(row.since, row.until), {line.place: line.counts for line in read_figures(row.figures)})
        for row in rows
    ]


def has_released_since(organisation_id: UUID, since: datetime) -> bool:
    """Return whether anything was released after a time."""
    return of_organisation(organisation_id).filter(outcome__released=True, outcome__decided_at__gt=since).exists()


def read(row: Publication) -> Held:
    """Return a publication as a value."""
    outcome: PublicationOutcome | None = getattr(row, "outcome", None)
    return Held(
        id=row.pk,
        code=row.organisation_code,
        period=Period(row.since, row.until),
        measures=tuple(row.measures),
        breakdowns=tuple(row.breakdowns),
        package=Package(figures=row.figures, meaning=row.meaning, page=row.page),
        sha256=row.sha256,
        prepared_by=row.prepared_by,
        prepared_name=row.prepared_name,
        prepared_at=row.prepared_at,
        outcome=_outcome(outcome) if outcome else None,
    )


def _outcome(row: PublicationOutcome) -> Outcome:
    return Outcome(released=row.released, words=row.words, name=row.decided_name, at=row.decided_at)
