"""The tasks of a look-back: one a decision that is in force, raised some at a time, and closed with the look-back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from accord.domain.authority import Actor
from accord.domain.look_backs import Became
from accord.domain.reaches import Reach
from accord.plans.actions.tasking import NewTask, new_row
from accord.plans.models import Current, Task, TaskKind
from accord.plans.queries.look_backs import Decision
from accord.privileges.claims import reaching

HOLD = """
    /* plans: hold several people, always in the same order, until the transaction ends */
    SELECT person_id FROM plans_standing WHERE person_id = ANY(%s) ORDER BY person_id FOR UPDATE
"""


@transaction.atomic
def raise_some(*, look_back_id: UUID, decisions: Sequence[Decision], due_at: datetime) -> int:
    """Ask of each of these decisions that is still in force, once; return how many are asked of now for the first time.

    Its people are held, so that a plan signed at the same moment either closes the task or keeps it from being raised.
    """
    with reaching(Reach.PLANS):
        return _raise(look_back_id, decisions, due_at)


def _raise(look_back_id: UUID, decisions: Sequence[Decision], due_at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [[each.person_id for each in decisions]])
    wanted = [each.version_id for each in decisions]
    in_force = set(Current.objects.filter(version_id__in=wanted).values_list("version_id", flat=True))
    of_this = Task.objects.filter(kind=TaskKind.LOOK_BACK.value, subject_id=look_back_id)
    asked = set(of_this.filter(version_id__in=wanted).values_list("version_id", flat=True))
    new = [each for each in decisions if each.version_id in in_force - asked]
    rows = [new_row(each.person_id, _task(look_back_id, each, due_at)) for each in new]
    Task.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def close(*, look_back_id: UUID, by: Actor, now: datetime) -> int:
    """Close the tasks of a look-back that nobody has answered; return how many."""
    with reaching(Reach.PLANS):
        return Task.objects.filter(kind=TaskKind.LOOK_BACK.value, subject_id=look_back_id, done_at__isnull=True).update(
            done_at=now,
            done_by=by.staff_id,
            done_name=by.name,
            outcome=Became.NOT_REVIEWED.words,
            came_of=Became.NOT_REVIEWED.value,
        )


def _task(look_back_id: UUID, decision: Decision, due_at: datetime) -> NewTask:
    return NewTask(
        kind=TaskKind.LOOK_BACK,
        subject_id=look_back_id,
        version_id=decision.version_id,
        organisation_id=decision.asked_id,
        due_at=due_at,
        detail={"site": str(decision.site_id)},
    )
