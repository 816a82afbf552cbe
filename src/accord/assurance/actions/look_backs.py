"""Opening a look-back, asking of each of its decisions, and closing it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accord.assurance.models import LookBack, LookBackAsked, LookBackClosing
from accord.assurance.queries import look_backs as queries
from accord.assurance.queries.scopes import scope_of
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, FieldError, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.look_backs import Asked, Coverage
from accord.domain.moments import Moment
from accord.domain.organisations import OrganisationReference
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.organisations.queries import directory
from accord.plans.actions import look_backs as plans
from accord.plans.actions.deadlines import end_of
from accord.plans.queries.look_backs import Decision

SOME = 200
"""How many decisions are asked of at once: their people are held for as long."""
HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
"""Held until the transaction ends: the application may change no row of a look-back, so that it can lock none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How many decisions a look-back would be over, at which sites."""

    by_site: tuple[tuple[OrganisationReference, int], ...]

    @property
    def decisions(self) -> int:
        """How many decisions."""
        return sum(number for _, number in self.by_site)


def preview(*, asked: Asked, by: Actor, now: datetime | None = None) -> Preview:
    """Return what a look-back would be over if it were opened now. Nothing is written."""
    by.must(Permission.OPEN_LOOK_BACK)
    now = now or timezone.now()
    return _preview(queries.decisions_of(asked, by.organisation_id, _check(asked, by, now), now))


@transaction.atomic
def open_one(*, asked: Asked, by: Actor, now: datetime | None = None) -> UUID:
    """Open a look-back over every decision that it covers. A job then asks of each (`ask_waiting`)."""
    by.must(Permission.OPEN_LOOK_BACK)
    now = now or timezone.now()
    place_id = _check(asked, by, now)
    found = _preview(queries.decisions_of(asked, by.organisation_id, place_id, now))
    if not found.decisions:
        raise Refused.one(
            "decided_from", "No such decision of that time is in force.", "Ask for another time or place."
        )
    row = LookBack.objects.create(
        organisation_id=by.organisation_id,
        coverage=asked.coverage.value,
        place_id=place_id,
        decided=asked.decided.value,
        decided_from=asked.decided_from,
        decided_until=asked.decided_until,
        why=asked.why.value,
        words=clean(asked.words, "words").strip(),
        due_on=asked.due_on,
        decisions=found.decisions,
        sites=len(found.by_site),
        opened_at=now,
        opened_by=by.staff_id,
        opened_role=by.staff_role_id,
        opened_name=by.name,
    )
    _tell(EventKind.LOOK_BACK_OPENED, row, by, {"decisions": found.decisions, "sites": len(found.by_site)})
    return row.id


def ask_waiting() -> int:
    """Ask of every decision of the look-backs of which not all were asked yet; return how many were asked of now.

    Each part is a transaction of its own. However often it runs, and wherever it was broken off, each decision is
    asked of once.
    """
    waiting = LookBack.objects.filter(asked__isnull=True, closing__isnull=True).order_by("opened_at")
    return sum(_ask(row) for row in waiting)


def ask_if_few(*, look_back_id: UUID) -> int:
    """Ask of the decisions of a look-back at once where they are few, so that a small place waits for no worker."""
    row = LookBack.objects.get(pk=look_back_id)
    return _ask(row) if row.decisions <= SOME else 0


@transaction.atomic
def close(*, look_back_id: UUID, words: str, by: Actor, now: datetime | None = None) -> None:
    """Close a look-back with what was learned. What nobody has reviewed is closed with it, and counted as that."""
    by.must(Permission.OPEN_LOOK_BACK)
    now = now or timezone.now()
    words = clean(words, "words").strip()
    if not words:
        raise Refused.one("words", "is empty.", "Say what was learned, and what follows.")
    row = LookBack.objects.filter(pk=look_back_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise Refused.one("look_back", "There is no such look-back.")
    _hold(row)
    if _is_closed(row):
        raise Conflict("This look-back was closed by somebody else meanwhile.")
    left = plans.close(look_back_id=row.id, by=by, now=now)
    LookBackClosing.objects.create(
        look_back=row,
        at=now,
        closed_by=by.staff_id,
        closed_name=by.name,
        words=words,
        summary=queries.summary_of(queries.progress(row.id, now)),
    )
    _tell(EventKind.LOOK_BACK_CLOSED, row, by, {"not_reviewed": left})


def _ask(row: LookBack) -> int:
    place = directory.by_ids([row.place_id]).get(row.place_id) if row.place_id else None
    asked = queries.asked_of(row, place)
    found = queries.decisions_of(asked, row.organisation_id, row.place_id, row.opened_at)
    parts = [found[start : start + SOME] for start in range(0, len(found), SOME)]
    number = sum(_ask_some(row, part) for part in parts)
    LookBackAsked.objects.bulk_create([LookBackAsked(look_back=row)], ignore_conflicts=True)
    return number


@transaction.atomic
def _ask_some(row: LookBack, part: list[Decision]) -> int:
    _hold(row)
    if _is_closed(row):
        return 0
    number = plans.raise_some(look_back_id=row.id, decisions=part, due_at=end_of(row.due_on))
    if number:
        _tell(EventKind.LOOK_BACK_ASKED, row, None, {"decisions": number})
    return number


def _check(asked: Asked, by: Actor, now: datetime) -> UUID | None:
    """Return the place that is asked for. Raises `Refused` naming each field that is wrong."""
    day = Moment.of(now).day
    errors = []
    if asked.decided_until < asked.decided_from:
        errors.append(FieldError(field="decided_until", wrong="is before the first day.", accepted="Give a later day."))
    if asked.decided_until > day:
        errors.append(
            FieldError(field="decided_until", wrong="is in the future.", accepted="Give today at the latest.")
        )
    if asked.due_on <= day:
        errors.append(FieldError(field="due_on", wrong="is not in the future.", accepted="Give a day after today."))
    if not asked.words.strip():
        errors.append(FieldError(field="words", wrong="is empty.", accepted="Say what led to it."))
    place = directory.by_code(asked.place_code) if asked.place_code.strip() else None
    is_known = place is not None and (asked.coverage is Coverage.SIGNED_FOR or scope_of(by, day).has_site(place.code))
    if asked.coverage is not Coverage.AREA and not is_known:
        wrong = "is no organisation of your area." if asked.coverage is Coverage.SITE else "is not known."
        errors.append(FieldError(field="place_code", wrong=wrong, accepted="Give its ODS code."))
    if errors:
        raise Refused(tuple(errors))
    return place.id if place is not None and asked.coverage is not Coverage.AREA else None


def _preview(found: list[Decision]) -> Preview:
    counted = Counter(each.site_id for each in found)
    sites = directory.by_ids(counted)
    known = sorted(sites.values(), key=lambda site: (site.name, site.code))
    return Preview(by_site=tuple((site, counted[site.id]) for site in known))


def _hold(row: LookBack) -> None:
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [str(row.id)])


def _is_closed(row: LookBack) -> bool:
    return LookBackClosing.objects.filter(pk=row.pk).exists()


def _tell(kind: EventKind, row: LookBack, by: Actor | None, more: dict[str, PayloadValue]) -> None:
    record(kind=kind, person_id=None, by=by, payload={"look_back_id": str(row.id), **more})
