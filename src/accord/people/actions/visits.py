"""One visit to a hospital as it is told of from outside: the record is made to show it, and says what that changed.

Messages come late and are taken back. Where the person is now decides what is told on: that they came, moved, left,
never left or never came. What only puts a time or an earlier place right asks nobody anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.people import StayKind
from accord.domain.told_moves import Course, Leg
from accord.people.actions.locks import lock
from accord.people.actions.permissions import must
from accord.people.actions.stays import happened
from accord.people.models import Stay

BEGAN_LATER = "An admission to another place that began later is open."


@transaction.atomic
def show_visit(
    *, person_id: UUID, stay_ids: Sequence[UUID], of_others: Collection[UUID] = (), course: Course, by: Actor | None
) -> list[UUID]:
    """Make the record show a visit; `stay_ids` are its stays as they are shown now. Return its stays, a leg each.

    `of_others` are the stays of other visits that were told of. Raises Refused where another admission that began later
    is open, or the visit is before the person's birth.
    """
    must(by, Permission.MOVE_PERSON)
    person = lock(person_id)
    if course.legs and person.birth_date is not None and course.legs[0].start.date() < person.birth_date:
        raise Refused.one("start", "is before the date of birth.")
    shown = _shown(person_id, stay_ids, of_others, course)
    other = _other_open(person_id, shown)
    came_from_elsewhere = other is not None and bool(course.legs) and course.end is None
    if other is not None and came_from_elsewhere:
        _give_way(other, course.legs[-1])
    was, last = _open_one(shown), shown[-1] if shown else None
    rows = _write(person_id, shown, course, before=None if other is None or came_from_elsewhere else other.start)
    now = rows[-1] if rows else last
    if now is not None:
        kind = _told(was, shown, rows, is_elsewhere=other is not None)
        happened(kind, person, now, by)
    return [row.id for row in rows]


def _shown(person_id: UUID, stay_ids: Sequence[UUID], of_others: Collection[UUID], course: Course) -> list[Stay]:
    """Return the stays of the visit; the first time, an admission to the same place that somebody recorded here."""
    held = Stay.objects.filter(person_id=person_id, kind=StayKind.ADMISSION.value, withdrawn_at=None).order_by("start")
    if stay_ids:
        return list(held.filter(pk__in=stay_ids))
    if not course.legs:
        return []
    return list(held.filter(end=None, site_id=course.legs[-1].place).exclude(pk__in=list(of_others)))


def _other_open(person_id: UUID, shown: Sequence[Stay]) -> Stay | None:
    held = Stay.objects.filter(person_id=person_id, kind=StayKind.ADMISSION.value, end=None)
    return held.exclude(pk__in=[row.id for row in shown]).first()


def _give_way(other: Stay, leg: Leg) -> None:
    if other.start > leg.start:
        raise Refused.one("start", BEGAN_LATER, "Somebody has to say where the person is.")
    other.end = leg.start
    other.save(update_fields=["end"])


def _open_one(rows: Sequence[Stay]) -> Stay | None:
    return next((row for row in rows if row.end is None), None)


def _write(person_id: UUID, shown: Sequence[Stay], course: Course, *, before: datetime | None) -> list[Stay]:
    """Write the stays of a course over those that are shown; the one open stay comes last, when no other is open."""
    spare = list(shown)
    rows = [_take(spare, leg) or Stay(person_id=person_id, kind=StayKind.ADMISSION.value) for leg in course.legs]
    for row in spare:
        row.end = row.start
        row.withdrawn_at = Now()
        row.save(update_fields=["end", "withdrawn_at"])
    for row, leg, end in zip(rows, course.legs, _ends(course, before), strict=True):
        row.site_id, row.start, row.end = leg.place, leg.start, end
        row.save()
    return rows


def _take(spare: list[Stay], leg: Leg) -> Stay | None:
    found = next((row for row in spare if row.site_id == leg.place), None)
    if found is not None:
        spare.remove(found)
    return found


def _ends(course: Course, before: datetime | None) -> Iterator[datetime | None]:
    """Yield when each leg ended. A visit that another took the place of ended by then at the latest."""
    for leg in course.legs[1:]:
        yield leg.start
    if course.legs:
        last = course.end
        yield max(course.legs[-1].start, min(last, before)) if last is not None and before is not None else last


def _told(was: Stay | None, shown: Sequence[Stay], rows: Sequence[Stay], *, is_elsewhere: bool) -> EventKind:
    """Return what the change is to where the person is now."""
    now = _open_one(rows)
    if not rows:
        return EventKind.ADMISSION_WITHDRAWN if was is not None or not is_elsewhere else EventKind.STAY_CORRECTED
    if now is not None and is_elsewhere:
        return EventKind.PERSON_MOVED
    if now is not None and was is None:
        return EventKind.DISCHARGE_WITHDRAWN if shown else EventKind.PERSON_ADMITTED
    if now is not None and was is not None:
        return EventKind.STAY_CORRECTED if was.id == now.id else EventKind.PERSON_MOVED
    is_left = (was is not None or not shown) and not is_elsewhere
    return EventKind.PERSON_DISCHARGED if is_left else EventKind.STAY_CORRECTED
