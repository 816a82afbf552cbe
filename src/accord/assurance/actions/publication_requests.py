"""Asking for a publication, and making what was asked for ready: counting and guarding take their time, so a job does.

What is made is made as if whoever asked had waited for it: as them, guarded against all that left before it was begun.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.assurance.actions import publishing
from accord.assurance.models import PublicationAttempt, PublicationRefusal, PublicationRequest
from accord.assurance.publications.leaving import Chosen
from accord.assurance.queries import publication_requests as queries
from accord.assurance.queries import published_figures, runs
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import scope_of
from accord.domain.authority import Actor
from accord.domain.errors import NotPermitted, Refused
from accord.domain.events import EventKind
from accord.events.actions import record
from accord.organisations.queries import staff

TRIES = 3
"""So often it is begun: what ends the worker each time is not begun for ever."""
ENDED_EACH_TIME = "It was begun and did not end, each time. Choose fewer measures, breakdowns or months."
NOT_ANY_MORE = "Whoever asked for it works in that role no more."
GONE = "What it was to be counted from is no longer here. Choose again: it is then counted from the newest snapshot."
_log = structlog.stdlib.get_logger("accord.assurance")


@transaction.atomic
def ask(*, chosen: Chosen, publisher: str, run: CurrentRun, by: Actor, now: datetime | None = None) -> UUID:
    """Ask for a publication, and return the id that it will have. Refuses what `publishing.check_choice` does."""
    publishing.check_choice(chosen, by)
    row = PublicationRequest.objects.create(
        organisation_id=by.organisation_id,
        publisher=publisher,
        run_id=run.id,
        since=chosen.period.since,
        until=chosen.period.until,
        measures=list(chosen.measures),
        breakdowns=list(chosen.breakdowns),
        asked_at=now or timezone.now(),
        asked_by=by.staff_id,
        asked_role=by.staff_role_id,
        asked_name=by.name,
    )
    record(kind=EventKind.PUBLICATION_ASKED, person_id=None, by=by, payload={"publication": str(row.pk)})
    return row.pk


def make_waiting() -> int:
    """Make ready what was asked for, the oldest first, and return how many became ready. One never keeps others."""
    return sum(_try(row) for row in queries.waiting())


def _try(row: PublicationRequest) -> bool:
    if row.attempts.count() >= TRIES:
        _refuse(row, ENDED_EACH_TIME)
        return False
    PublicationAttempt.objects.create(request=row)
    try:
        _make(row)
    except Refused as refused:
        _refuse(row, " ".join(f"{each.wrong} {each.accepted}".strip() for each in refused.errors))
    except NotPermitted:
        _refuse(row, NOT_ANY_MORE)
    except IntegrityError:
        return False  # another worker has made it meanwhile
    except Exception as failure:
        # Its words could hold what was read. It is begun again in the next minute.
        _log.warning("a publication was not made ready", why=type(failure).__name__)
    else:
        return True
    return False


def _make(row: PublicationRequest) -> None:
    by, run = staff.actor(row.asked_role), runs.one(row.run_id)
    if by is None:
        raise NotPermitted(NOT_ANY_MORE)
    if run is None:
        raise Refused.one("", GONE)
    chosen, now = queries.chosen_of(row), timezone.now()
    counted = published_figures.count_period(run, chosen.period, scope_of(by, chosen.period.until))
    publishing.prepare(
        chosen=chosen, counted=counted, publisher=row.publisher, run=run, by=by, now=now, publication_id=row.pk
    )


@transaction.atomic
def _refuse(row: PublicationRequest, words: str) -> None:
    PublicationRefusal.objects.create(request=row, words=words)
    record(kind=EventKind.PUBLICATION_REFUSED, person_id=None, by=None, payload={"publication": str(row.pk)})
