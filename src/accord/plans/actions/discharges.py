"""After a discharge: the practice is told, and somebody is asked to give the person their plan as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from accord.domain.events import Happening
from accord.domain.plan.wishes import Scope
from accord.organisations.queries import directory
from accord.plans.actions import lives
from accord.plans.actions.deadlines import end_of_next_working_day
from accord.plans.actions.tasking import NewTask, raise_tasks
from accord.plans.models import Standing, TaskKind
from accord.plans.queries.subjects import subject


def tell_of_discharge(
    happening: Happening, *, ended: Sequence[lives.Held], held: Sequence[lives.Held], now: datetime
) -> None:
    """Tell where there is a plan, or was until now; of one that is not shared nobody is told."""
    person_id = happening.person_id
    plans = [*(each for each in held if each.scope is Scope.ENDURING), *ended]
    if person_id is None or not plans or not Standing.objects.filter(person_id=person_id, is_shared=True).exists():
        return
    version_id = plans[0].version_id
    raise_tasks(
        person_id=person_id,
        tasks=[
            NewTask(
                kind=kind,
                subject_id=UUID(str(happening.payload["stay_id"])),
                version_id=version_id,
                organisation_id=organisation_id,
                due_at=end_of_next_working_day(now),
                detail={"move": happening.kind.value},
            )
            for kind, organisation_id in _whom(person_id, happening)
        ],
    )


def _whom(person_id: UUID, happening: Happening) -> Iterator[tuple[TaskKind, UUID]]:
    practice = subject(person_id).practice
    found = directory.by_code(practice.code) if practice else None
    if found is not None:
        yield TaskKind.TOLD_OF_DISCHARGE, found.id
    site_id = happening.payload.get("site_id")
    if site_id is not None:
        yield TaskKind.GIVE_PLAN, UUID(str(site_id))
