"""Who looked, for the privacy officer of the organisation for which they looked. Newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from accord.access.models import AccessLog
from accord.domain.looks import UNCHOSEN as NOT_CHOSEN
from accord.domain.looks import Look
from accord.organisations.queries import directory, staff

PAGE = 50
RECENT = timedelta(days=7)
MOST_RECENT = 1_000
"""So many of the latest looks are read for what may be worth asking after."""
UNCHOSEN = Q(basis__in=sorted(NOT_CHOSEN))
"""Looks that are the list of what waits for somebody, or a downtime pack taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksPage:
    """Some looks, newest first, and the id to go on from; none where these are the last."""

    looks: Sequence[Look]
    older: int | None


def of_person(person_id: UUID, *, organisation_id: UUID, before: int | None = None) -> LooksPage:
    """Return the looks at a person's record for one organisation."""
    return _page(_of(organisation_id).filter(person_id=person_id), before)


def of_staff(staff_id: UUID, *, organisation_id: UUID, before: int | None = None) -> LooksPage:
    """Return the looks of a member of staff for one organisation."""
    return _page(_of(organisation_id).filter(staff_id=staff_id), before)


def between(
    person_id: UUID, *, organisation_id: UUID, since: datetime | None, until: datetime | None, skip: int, most: int
) -> tuple[Sequence[Look], int]:
    """Return some of the looks at a person's record for one organisation from one moment to another, and how many.

    The first comes first: asking for a page is a look too, and must not move the pages that follow.
    """
    rows = _of(organisation_id).filter(person_id=person_id)
    rows = rows.filter(at__gte=since) if since else rows
    rows = rows.filter(at__lt=until) if until else rows
    return _looks(rows.order_by("id")[skip : skip + most]), rows.count()


def one(log_id: int, *, organisation_id: UUID) -> Look | None:
    """Return one look made for an organisation."""
    return next(iter(_looks(_of(organisation_id).filter(pk=log_id))), None)


def recent(*, organisation_id: UUID) -> Sequence[Look]:
    """Return the latest looks of the last week for one organisation, as many as are read at once.

    What nobody chose to open is left out: a list names many at a time, and would crowd out what was opened.
    """
    since = timezone.now() - RECENT
    return _looks(_of(organisation_id).filter(at__gte=since).exclude(UNCHOSEN).order_by("-id")[:MOST_RECENT])


def people_a_day(looks: Iterable[Look]) -> Mapping[tuple[UUID, date], int]:
    """Return how many people's records each of these members of staff opened on each of these days in London."""
    asked = {(look.staff_id, timezone.localdate(look.at)) for look in looks}
    if not asked:
        return {}
    days = [day for _, day in asked]
    counted = (
        AccessLog.objects.filter(
            staff_id__in={staff_id for staff_id, _ in asked},
            at__date__gte=min(days),
            at__date__lte=max(days),
        )
        .exclude(UNCHOSEN)
        .annotate(day=TruncDate("at"))
        .values_list("staff_id", "day")
        .annotate(people=Count("person_id", distinct=True))
        .order_by()
    )
    return {(staff_id, day): people for staff_id, day, people in counted if (staff_id, day) in asked}


def _of(organisation_id: UUID) -> QuerySet[AccessLog]:
    return AccessLog.objects.filter(organisation_id=organisation_id)


def _page(rows: QuerySet[AccessLog], before: int | None) -> LooksPage:
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = _looks(rows.order_by("-id")[: PAGE + 1])
    more = len(found) > PAGE
    return LooksPage(looks=found[:PAGE], older=found[PAGE - 1].log_id if more else None)


def _looks(rows: Iterable[AccessLog]) -> Sequence[Look]:
    held = list(rows)
    names = staff.names_of(list({row.staff_id for row in held}))
    organisations = directory.by_ids({row.organisation_id for row in held})
    return [
        Look(
            log_id=row.id,
            at=row.at,
            staff_id=row.staff_id,
            staff_name=names.get(row.staff_id, ""),
            staff_role_id=row.staff_role_id,
            organisation_id=row.organisation_id,
            organisation_code=organisations[row.organisation_id].code,
            person_id=row.person_id,
            purpose=row.purpose,
            what=row.what,
            basis=row.basis,
        )
        for row in held
    ]
