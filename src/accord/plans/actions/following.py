"""What becomes of plans when something happens to the person: heard from the people room, in its own transaction.

Admission, discharge and moves raise tasks; a discharge ends the episode layer; a death closes plans until it is
withdrawn; two records that turn out to be one person never make two current plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.events import EventKind, Happening
from accord.domain.lifecycle import Step
from accord.domain.people import Identity, StayKind
from accord.domain.plan.wishes import Scope
from accord.events.actions import record
from accord.organisations.queries import staff
from accord.plans.actions import lives, mergers, reopenings, standings
from accord.plans.actions.chasing import answer_by
from accord.plans.actions.discharges import tell_of_discharge
from accord.plans.actions.locks import hold_person
from accord.plans.actions.tasking import NewTask, close_of_subject, close_of_version, raise_tasks
from accord.plans.models import Standing, TaskKind
from accord.plans.queries.subjects import subject

FROM_ELSEWHERE = "A message from another system"
"""Who is named in a fact that followed from what no member of staff here recorded."""


def follow_admission(happening: Happening) -> None:
    """Ask of each recommendation whether it still stands; on a readmission, to look at the enduring plan again."""
    person_id, now, _ = _begin(happening)
    held = lives.hold_current(person_id)
    _ask_about_move(held, happening, now)
    was_in_hospital_before = any(
        stay.kind is StayKind.ADMISSION and stay.end is not None for stay in subject(person_id).stays
    )
    if was_in_hospital_before:
        _look_again(held, TaskKind.LOOK_AGAIN_AFTER_READMISSION, happening, now)
    standings.refresh(person_id, now)


def follow_move(happening: Happening) -> None:
    """Ask of each recommendation whether it still stands."""
    person_id, now, _ = _begin(happening)
    _ask_about_move(lives.hold_current(person_id), happening, now)
    standings.refresh(person_id, now)


def follow_discharge(happening: Happening) -> None:
    """End the episode layer. The enduring plan is what is effective again, with a task to look at it."""
    person_id, now, by = _begin(happening)
    ended = [held for held in lives.hold_current(person_id) if held.scope is Scope.EPISODE]
    for held in ended:
        _step(held, Step.EPISODE_CLOSED, EventKind.PLAN_ENDED, by, now)
    still_held = lives.hold_current(person_id)
    _ask_about_move(still_held, happening, now)
    _look_again(still_held, TaskKind.LOOK_AGAIN_AFTER_DISCHARGE, happening, now)
    standings.refresh(person_id, now)
    tell_of_discharge(happening, ended=ended, held=still_held, now=now)


def follow_withdrawn_admission(happening: Happening) -> None:
    """Take back what the admission asked. What was signed for it ends, with the question what is to hold instead."""
    person_id, now, by = _begin(happening)
    _close_asked(happening, person_id, now, "The hospital took the admission back")
    ended = [held for held in lives.hold_current(person_id) if held.scope is Scope.EPISODE]
    for held in ended:
        _step(held, Step.EPISODE_CLOSED, EventKind.PLAN_ENDED, by, now)
    if ended:
        _ask_about_move(lives.hold_current(person_id), happening, now)
    standings.refresh(person_id, now)


def follow_withdrawn_discharge(happening: Happening) -> None:
    """Make the episode layer current again, and ask of each recommendation whether it still stands."""
    person_id, now, by = _begin(happening)
    _close_asked(happening, person_id, now, "The hospital took the discharge back")
    since = admitted_since(subject(person_id))
    if since is not None:
        reopenings.reopen(person_id, by, now, FROM_ELSEWHERE, reopenings.discharge_from(since))
    _ask_about_move(lives.hold_current(person_id), happening, now)
    standings.refresh(person_id, now)


def follow_death(happening: Happening) -> None:
    """Close every current plan."""
    person_id, now, by = _begin(happening)
    for held in lives.hold_current(person_id):
        _step(held, Step.DIED, EventKind.PLAN_CLOSED_BY_DEATH, by, now)
    standings.refresh(person_id, now)


def follow_withdrawn_death(happening: Happening) -> None:
    """Reopen what the death closed."""
    person_id, now, by = _begin(happening)
    reopenings.reopen(person_id, by, now, FROM_ELSEWHERE)
    standings.refresh(person_id, now)


def follow_change(happening: Happening) -> None:
    """Write the standing anew when who the person is, or whom to call, has changed."""
    if happening.person_id and Standing.objects.filter(person_id=happening.person_id).exists():
        person_id, now, _ = _begin(happening)
        standings.refresh(person_id, now)


def follow_merger(happening: Happening) -> None:
    """Settle the plans of two records that are one person."""
    if happening.person_id is None:
        raise ValueError(f"{happening.kind} names no person")
    mergers.merge(
        kept_id=happening.person_id,
        merged_id=UUID(str(happening.payload["merged_person_id"])),
        by=_actor(happening),
        now=timezone.now(),
        name=FROM_ELSEWHERE,
    )


FOLLOWED = {
    EventKind.PERSON_ADMITTED: follow_admission,
    EventKind.PERSON_MOVED: follow_move,
    EventKind.PERSON_DISCHARGED: follow_discharge,
    EventKind.ADMISSION_WITHDRAWN: follow_withdrawn_admission,
    EventKind.DISCHARGE_WITHDRAWN: follow_withdrawn_discharge,
    EventKind.PERSON_DIED: follow_death,
    EventKind.DEATH_WITHDRAWN: follow_withdrawn_death,
    EventKind.PERSON_CHANGED: follow_change,
    EventKind.CONTACT_CHANGED: follow_change,
    EventKind.NHS_NUMBER_SUPERSEDED: follow_change,
    EventKind.NHS_NUMBER_INVALIDATED: follow_change,
    EventKind.PEOPLE_MERGED: follow_merger,
}
"""What is heard, and what is done then."""


def admitted_since(person: Identity) -> datetime | None:
    """Return since when somebody has been in hospital, whatever transfers there were; None where they are not."""
    if person.admission is None:
        return None
    since = person.admission.start
    before = {stay.end: stay.start for stay in person.stays if stay.kind is StayKind.ADMISSION and stay.end}
    while before.get(since, since) < since:
        since = before[since]
    return since


ASKED_BY_A_MOVE = (
    TaskKind.CONFIRM_MOVE,
    TaskKind.LOOK_AGAIN_AFTER_DISCHARGE,
    TaskKind.LOOK_AGAIN_AFTER_READMISSION,
    TaskKind.TOLD_OF_DISCHARGE,
    TaskKind.GIVE_PLAN,
)


def _close_asked(happening: Happening, person_id: UUID, now: datetime, outcome: str) -> None:
    """Close what the same stay had asked: it did not happen."""
    stay_id = UUID(str(happening.payload["stay_id"]))
    for kind in ASKED_BY_A_MOVE:
        close_of_subject(
            person_id=person_id, kind=kind, subject_id=stay_id, by=_actor(happening), now=now, outcome=outcome
        )


def _begin(happening: Happening) -> tuple[UUID, datetime, Actor | None]:
    if happening.person_id is None:
        raise ValueError(f"{happening.kind} names no person")
    hold_person(happening.person_id)
    return happening.person_id, timezone.now(), _actor(happening)


def _actor(happening: Happening) -> Actor | None:
    return staff.actor(happening.staff_role_id) if happening.staff_role_id else None


def _step(held: lives.Held, step: Step, kind: EventKind, by: Actor | None, now: datetime) -> None:
    lives.take_step(held, step, at=now, by=by, now=now, name=FROM_ELSEWHERE)
    payload = {"version_id": str(held.version_id), "scope": held.scope.value}
    record(kind=kind, person_id=held.person_id, by=by, payload=payload)


def _ask_about_move(versions: Sequence[lives.Held], happening: Happening, now: datetime) -> None:
    """Ask anew, in the place of whoever was asked about an earlier move and has not answered."""
    for held in versions:
        close_of_version(
            person_id=held.person_id,
            version_id=held.version_id,
            kinds=[TaskKind.CONFIRM_MOVE],
            by=_actor(happening),
            now=now,
            outcome="Moved again before it was answered",
        )
    _raise(versions, TaskKind.CONFIRM_MOVE, happening, now)


def _look_again(versions: Iterable[lives.Held], kind: TaskKind, happening: Happening, now: datetime) -> None:
    _raise([held for held in versions if held.scope is Scope.ENDURING], kind, happening, now)


def _raise(versions: Iterable[lives.Held], kind: TaskKind, happening: Happening, now: datetime) -> None:
    stay_id = UUID(str(happening.payload["stay_id"]))
    # Of whoever is in hospital now the hospital is asked; otherwise, where a restricted person is, and of what is not
    # shared (nobody answers for what they may not read), whoever signed.
    site_id = happening.payload.get("site_id") if _is_in_hospital(happening) else None
    standing = Standing.objects.filter(person_id=str(happening.person_id), is_shared=True)
    is_asked_there = site_id is not None and standing.exists()
    for held in versions:
        task = NewTask(
            kind=kind,
            subject_id=stay_id,
            version_id=held.version_id,
            organisation_id=UUID(str(site_id)) if is_asked_there else held.organisation_id,
            due_at=answer_by(now, is_in_hospital=site_id is not None) if kind is TaskKind.CONFIRM_MOVE else now,
            detail={"move": happening.kind.value},
        )
        raise_tasks(person_id=held.person_id, tasks=[task])


def _is_in_hospital(happening: Happening) -> bool:
    came = happening.kind in (EventKind.PERSON_ADMITTED, EventKind.PERSON_MOVED, EventKind.DISCHARGE_WITHDRAWN)
    return came and happening.payload.get("stay_kind") == StayKind.ADMISSION
