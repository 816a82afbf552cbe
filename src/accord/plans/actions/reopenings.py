"""Plans that a death or a discharge had closed, current again once that is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.codec import from_json
from accord.domain.events import EventKind
from accord.domain.lifecycle import Status, Step
from accord.domain.look_backs import Became
from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.wishes import Scope
from accord.events.actions import record
from accord.plans.actions import lives
from accord.plans.actions.deadlines import end_of_moment
from accord.plans.actions.dues import due_tasks
from accord.plans.actions.tasking import NewTask, raise_tasks
from accord.plans.models import Current, Fact, Task, TaskKind, Version
from accord.plans.queries.subjects import subject
from accord.privileges.openings import read_rows
from accord.soundness.assessments import to_complete

CLOSED_BY_DEATH = """
    /* plans: the versions whose latest step is the person's death */
    JOIN LATERAL (SELECT step FROM plans_fact f WHERE f.person_id = held.person_id AND f.version_id = held.id
                  ORDER BY f.id DESC LIMIT 1) latest ON latest.step = 'died'
    ORDER BY held.scope
"""


ENDED_WITH_ADMISSION = """
    /* plans: the versions signed since an admission began whose latest step is its end */
    JOIN LATERAL (SELECT step FROM plans_fact f WHERE f.person_id = held.person_id AND f.version_id = held.id
                  ORDER BY f.id DESC LIMIT 1) latest ON latest.step = 'episode_closed'
    WHERE held.signed_at >= %s ORDER BY held.number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What closed plans and is taken back: which versions, by which step they are current again, what was counted."""

    which: str
    step: Step
    counted: Became
    look_again: TaskKind | None = None
    given: tuple[datetime, ...] = ()


DEATH = TakenBack(CLOSED_BY_DEATH, Step.DEATH_WITHDRAWN, Became.DIED, TaskKind.LOOK_AGAIN_AFTER_RETURN)


def discharge_from(admitted_at: datetime) -> TakenBack:
    """Return what a discharge closed: the plan that was signed in the admission."""
    return TakenBack(ENDED_WITH_ADMISSION, Step.DISCHARGE_WITHDRAWN, Became.ENDED, given=(admitted_at,))


def reopen(person_id: UUID, by: Actor | None, now: datetime, name: str, taken_back: TakenBack = DEATH) -> None:
    """Make current again what was closed. What ran out in the meantime is for the clock to end."""
    for version in read_rows(Version, person_id, taken_back.which, taken_back.given, columns=["held.*"]):
        document = from_json(SignedDocument, version.document)
        suspended = _standing_suspension(version)
        held = lives.held_from(version, _current(version, document))
        lives.append(
            person_id=person_id, version_id=version.id, step=taken_back.step, at=now, by=by, now=now, name=name
        )
        if suspended is not None:
            lives.take_step(held, Step.SUSPENDED, at=suspended.at, by=by, now=now, detail=suspended.detail, name=name)
        if held.scope is Scope.EPISODE and subject(person_id).admission is None:
            lives.take_step(held, Step.EPISODE_CLOSED, at=now, by=by, now=now, name=name)
        else:
            raise_tasks(person_id=person_id, tasks=_tasks(version, document, taken_back, now))
        payload = {"version_id": str(version.id), "scope": version.scope}
        record(kind=EventKind.PLAN_REOPENED, person_id=person_id, by=by, payload=payload)


def _current(version: Version, document: SignedDocument) -> Current:
    setting = document.plan.setting
    return Current.objects.create(
        person_id=version.person_id,
        scope=version.scope,
        version_id=version.id,
        status=Status.ACTIVE.value,
        ends_at=end_of_moment(setting.ends_at if setting else None),
        rationale_hash=version.facts.get("rationale_hash") or "",
        signed_at=version.signed_at,
        organisation_id=version.organisation_id,
        gaps=to_complete(document.outcomes, document.recommended),
    )


def _tasks(version: Version, document: SignedDocument, taken_back: TakenBack, now: datetime) -> list[NewTask]:
    # A look-back that this had taken the decision out of asks again.
    Task.objects.filter(
        person_id=version.person_id,
        version_id=version.id,
        kind=TaskKind.LOOK_BACK.value,
        came_of=taken_back.counted.value,
    ).update(done_at=None, done_by=None, done_name="", outcome="", came_of="")
    endorsed = Fact.objects.filter(
        person_id=version.person_id, version_id=version.id, step=Step.ENDORSED.value
    ).exists()
    look_again = [
        NewTask(
            kind=kind,
            subject_id=version.id,
            version_id=version.id,
            organisation_id=version.organisation_id,
            due_at=now,
        )
        for kind in (taken_back.look_again,)
        if kind is not None
    ]
    due = due_tasks(version.id, version.organisation_id, document)
    return [*look_again, *(task for task in due if not (endorsed and task.kind is TaskKind.ENDORSEMENT_DUE))]


def _standing_suspension(version: Version) -> Fact | None:
    steps = [Step.SUSPENDED.value, Step.REINSTATED.value]
    of_version = "WHERE version_id = %s AND step = ANY(%s) ORDER BY id DESC LIMIT 1"
    latest = next(iter(read_rows(Fact, version.person_id, of_version, [version.id, steps])), None)
    return latest if latest is not None and latest.step == Step.SUSPENDED else None
