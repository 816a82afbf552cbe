"""Moves that nobody has answered for: asked again, and of the next. An unanswered one changes nothing but who is asked.

First the clinicians where the person is, or whoever signed; then the senior responsible clinician there; then whoever
signed, and again every day until somebody answers. Hours are limits of our own: within 14 of an emergency admission a
consultant has seen the person (NHS England, seven-day services, standard 2).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accord.domain.authority import Role
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.organisations.queries import directory, staff
from accord.plans.actions.deadlines import end_of_next_working_day
from accord.plans.actions.locks import hold_person
from accord.plans.models import Task, TaskKind, Version

IN_HOSPITAL = timedelta(hours=14)
AGAIN = timedelta(hours=24)
SENIOR, SIGNER = "senior_responsible_clinician", "signer"
AT_ONCE = 500


def answer_by(now: datetime, *, is_in_hospital: bool) -> datetime:
    """Return by when a move has to be answered for."""
    return now + IN_HOSPITAL if is_in_hospital else end_of_next_working_day(now)


def chase(*, now: datetime | None = None) -> int:
    """Ask again about each move that nobody answered for in time; return how many there were."""
    now = now or timezone.now()
    open_ones = Task.objects.filter(kind=TaskKind.CONFIRM_MOVE.value, done_at__isnull=True, due_at__lte=now)
    late = open_ones.filter(Q(chased_at__isnull=True) | Q(chased_at__lte=now - AGAIN))
    return sum(_chase(*found, now) for found in late.order_by("due_at").values_list("id", "person_id")[:AT_ONCE])


@transaction.atomic
def _chase(task_id: UUID, person_id: UUID, now: datetime) -> bool:
    hold_person(person_id)
    task = Task.objects.select_for_update().get(pk=task_id)
    if task.done_at is not None or (task.chased_at is not None and task.chased_at > now - AGAIN):
        return False
    task.chased, task.chased_at = task.chased + 1, now
    asked = _ask_next(task)
    task.save(update_fields=["chased", "chased_at", "staff_id", "asked_organisation_id"])
    payload: dict[str, PayloadValue] = {"task_id": str(task.pk), "number": task.chased, "asked": asked}
    record(kind=EventKind.TASK_CHASED, person_id=task.person_id, by=None, payload=payload)
    return True


def _ask_next(task: Task) -> str:
    """Name who is asked now: the senior responsible clinician there, and from the second time whoever signed."""
    place = directory.named_by_id(task.organisation_id)
    senior = next(iter(staff.at_organisation(place.code, Role.SENIOR_RESPONSIBLE_CLINICIAN)), None)
    if task.chased == 1 and senior is not None:
        task.staff_id = senior.staff_id
        return SENIOR
    if task.version_id is not None:
        signed = Version.objects.values_list("signed_by", "organisation_id").get(pk=task.version_id)
        task.staff_id, task.asked_organisation_id = signed
    return SIGNER
