"""Notices of national services: kept first, then followed by the actions that staff use, so each can be taken back.

Each is taken once, by its id; what it brings is followed in the order of the versions at its source, and not in that of
its arrival. What cannot be followed now is tried again; what is never followed here is refused by name, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.choices import Choice
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.pds.reading import read_patient
from accord.events.actions import record
from accord.people.acceptance import accepted_here
from accord.people.actions import placing
from accord.people.actions.placing import Outcome
from accord.people.queries import find, versions_of_pds
from accord.plans.actions import national_notices
from accord.privileges.claims import acting_as_software
from accord.sharing.demographics.notices import Notice, NoticeOf
from accord.sharing.models import DemographicNotice

MOST_TRIES = 20
_log = structlog.stdlib.get_logger("accord.notices")


class Became(Choice):
    """What became of a notice."""

    WAITING = "waiting", "Kept; it is tried again"
    FOLLOWED = "followed", "Followed: the record was changed"
    SAME = "same", "Followed: the record says so already"
    LOOK = "look", "Somebody was asked to look it up"
    HELD = "held", "Two records may be one person: held until somebody has looked"
    OLDER = "older", "Older than what was followed before: nothing was changed"
    NOBODY = "nobody", "Nobody with this number is known here"
    NO_PLAN = "no_plan", "Kept: it brought nothing to follow, and no plan stands here"
    UNKNOWN = "unknown", "Not followed here: no such event type is known"
    FAILED = "failed", "It could not be followed: somebody has to look"


AGAIN = [each.value for each in (Became.WAITING, Became.HELD, Became.NOBODY, Became.FAILED)]
OF_PLACING = {
    Outcome.NEW: Became.FOLLOWED,
    Outcome.CHANGED: Became.FOLLOWED,
    Outcome.SUPERSEDED: Became.FOLLOWED,
    Outcome.UNCHANGED: Became.SAME,
    Outcome.HELD: Became.HELD,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a notice, and whether it had come before."""

    became: Became
    is_again: bool


def take(*, notice: Notice, by: Actor) -> Taken:
    """Keep a notice, and follow it. One that came before is not followed again."""
    is_new = _keep(notice, by)
    if is_new and notice.kind in set(NoticeOf):
        settle(notice.id)
    with acting_as_software():
        row = DemographicNotice.objects.get(pk=notice.id)
    return Taken(Became(row.outcome), not is_new)


def settle(notice_id: UUID, *, now: datetime | None = None) -> None:
    """Follow a notice that waits. Whatever goes wrong, nothing of it is half done, and it is tried again."""
    with acting_as_software():
        try:
            _settle(notice_id, now or timezone.now())
        except Exception as failed:
            _log.exception("a notice could not be followed", notice=str(notice_id), exc_info=failed)
            _note_failure(notice_id, type(failed).__name__)


def settle_waiting(*, most: int = 200) -> int:
    """Try again what waits, the oldest event first; return how many were tried."""
    with acting_as_software():
        rows = DemographicNotice.objects.filter(outcome=Became.WAITING.value).order_by("happened_at", "received_at")
        waiting = list(rows.values_list("id", flat=True)[:most])
    for each in waiting:
        settle(each)
    return len(waiting)


@transaction.atomic
def again(*, notice_id: UUID) -> Became:
    """Follow a notice again that could not be followed; return what became of it now."""
    rows = DemographicNotice.objects.filter(pk=notice_id, kind__in=list(NoticeOf))
    if not rows.filter(outcome__in=AGAIN).update(outcome=Became.WAITING.value, tries=0):
        raise Refused.one("notice", "there is none with this id that can be followed.", "See `accord notices list`.")
    settle(notice_id)
    return Became(DemographicNotice.objects.values_list("outcome", flat=True).get(pk=notice_id))


@transaction.atomic
def _keep(notice: Notice, by: Actor) -> bool:
    is_followed = notice.kind in set(NoticeOf)
    with acting_as_software():
        _row, is_new = DemographicNotice.objects.get_or_create(
            id=notice.id,
            defaults={
                "kind": notice.kind,
                "source": notice.source,
                "subject": notice.subject,
                "happened_at": notice.at,
                "version": notice.version,
                "resource": notice.resource,
                "received_by": by.staff_id,
                "outcome": (Became.WAITING if is_followed else Became.UNKNOWN).value,
            },
        )
    if is_new:
        payload: dict[str, PayloadValue] = {"notice_id": str(notice.id), "is_followed": is_followed}
        record(kind=EventKind.DEMOGRAPHICS_RECEIVED, person_id=None, by=by, payload=payload)
    return is_new


@transaction.atomic
def _settle(notice_id: UUID, now: datetime) -> None:
    row = DemographicNotice.objects.select_for_update().get(pk=notice_id)
    if row.outcome != Became.WAITING:
        return
    became, person_id = _follow(row)
    DemographicNotice.objects.filter(pk=row.pk).update(
        outcome=became.value, person_id=person_id, settled_at=now, tries=row.tries + 1, error=""
    )
    payload: dict[str, PayloadValue] = {"notice_id": str(row.pk), "became": became.value}
    record(kind=EventKind.DEMOGRAPHICS_FOLLOWED, person_id=person_id, by=None, payload=payload)


def _follow(row: DemographicNotice) -> tuple[Became, UUID | None]:
    try:
        found = find.by_number(row.subject)
    except Refused:
        return Became.NOBODY, None
    if found is None:
        return Became.NOBODY, None
    person_id = found.person_id
    if not _brings_the_record(row):
        asked = national_notices.ask(person_id=person_id, notice_id=row.pk, kind=row.kind, now=timezone.now())
        return (Became.LOOK if asked else Became.NO_PLAN), person_id
    if _is_older(row, person_id):
        return Became.OLDER, person_id
    accept = accepted_here()
    patient = read_patient(row.resource, requested=row.subject, accept=accept)
    kept_id, outcome = placing.place(patient=patient, by=None, accept=accept)
    return OF_PLACING[outcome], kept_id


def _brings_the_record(row: DemographicNotice) -> bool:
    """Whether it brought the record of whom it is about; under another number only where it tells of a new number."""
    resource = row.resource or {}
    if row.kind == NoticeOf.FLAGS or resource.get("resourceType") != "Patient":
        return False
    return row.kind == NoticeOf.NUMBER or resource.get("id") == row.subject


def _is_older(row: DemographicNotice, person_id: UUID) -> bool:
    """Whether something later was followed: a later version at the source, or a later event where none is said."""
    done = DemographicNotice.objects.filter(
        person_id=person_id, outcome__in=[Became.FOLLOWED.value, Became.SAME.value, Became.HELD.value]
    )
    if row.version is not None:
        last = done.aggregate(last=Max("version"))["last"] or 0
        return row.version < max(last, versions_of_pds.of(person_id))
    return done.filter(kind=row.kind, happened_at__gt=row.happened_at).exists()


@transaction.atomic
def _note_failure(notice_id: UUID, kind: str) -> None:
    row = DemographicNotice.objects.select_for_update().get(pk=notice_id)
    if row.outcome == Became.WAITING:
        became = Became.FAILED if row.tries + 1 >= MOST_TRIES else Became.WAITING
        DemographicNotice.objects.filter(pk=row.pk).update(tries=row.tries + 1, error=kind, outcome=became.value)
