"""A signal's life: its states, the steps between them, and how far it has come, folded from the steps taken.

A signal is a question. It is explained, or a concern is confirmed; a confirmed concern is followed by a review of each
case, by actions with an owner, a day and evidence, and by learning that is shared, before anybody closes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.errors import Refused


class State(Choice):
    """How far a signal has come."""

    NEW = "new", "New"
    LOOKING = "looking", "Being looked at"
    EXPLAINED = "explained", "Explained"
    CONFIRMED = "confirmed", "Concern confirmed"
    REVIEWING = "reviewing", "Cases being reviewed"
    ACTING = "acting", "Action agreed"
    LEARNT = "learnt", "Learning shared"
    CLOSED = "closed", "Closed"


class Step(Choice):
    """Something that was done about a signal. Each is an appended fact; none overwrites another."""

    ANSWERED = "answered", "Answered"
    MARKED_SAFEGUARDING = "marked_safeguarding", "Marked as safeguarding"
    TAKEN_UP = "taken_up", "Taken up"
    EXPLAINED = "explained", "Explained"
    CONFIRMED = "confirmed", "Concern confirmed"
    CASE_REVIEWED = "case_reviewed", "Case reviewed"
    ACTION_AGREED = "action_agreed", "Action agreed"
    ACTION_DONE = "action_done", "Action done"
    LEARNING_SHARED = "learning_shared", "Learning shared"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Looked at again"


_TURNS: dict[tuple[State, Step], State] = {
    (State.NEW, Step.TAKEN_UP): State.LOOKING,
    (State.LOOKING, Step.EXPLAINED): State.EXPLAINED,
    (State.LOOKING, Step.CONFIRMED): State.CONFIRMED,
    (State.CONFIRMED, Step.CASE_REVIEWED): State.REVIEWING,
    (State.REVIEWING, Step.CASE_REVIEWED): State.REVIEWING,
    (State.REVIEWING, Step.EXPLAINED): State.EXPLAINED,
    (State.REVIEWING, Step.ACTION_AGREED): State.ACTING,
    (State.ACTING, Step.CASE_REVIEWED): State.ACTING,
    (State.ACTING, Step.ACTION_AGREED): State.ACTING,
    (State.ACTING, Step.ACTION_DONE): State.ACTING,
    (State.ACTING, Step.LEARNING_SHARED): State.LEARNT,
    (State.EXPLAINED, Step.CLOSED): State.CLOSED,
    (State.LEARNT, Step.CLOSED): State.CLOSED,
    (State.EXPLAINED, Step.REOPENED): State.LOOKING,
    (State.CLOSED, Step.REOPENED): State.LOOKING,
}
ANYTIME = frozenset({Step.ANSWERED, Step.MARKED_SAFEGUARDING})
"""Steps that may be taken until a signal is closed, and that leave it where it is."""
TRANSITIONS: Mapping[tuple[State, Step], State] = MappingProxyType(
    _TURNS | {(state, step): state for state in State if state is not State.CLOSED for step in ANYTIME}
)
"""The allowed steps. A step that is not here is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One step that was taken. `number` counts the steps of its signal from 1; `of` is the number of the action."""

    number: int
    step: Step
    at: datetime
    by: UUID
    organisation: str
    decision: str = ""
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How far a signal has come. `turn` is the number of the step that last changed its state, 0 for none."""

    since: datetime
    state: State = State.NEW
    steps: int = 0
    turn: int = 0
    entered: tuple[tuple[State, datetime], ...] = ()
    """Each state that was entered, with when; the newest last."""
    answers: Mapping[str, datetime] = field(default_factory=dict)
    """When each organisation answered first."""
    marked_at: datetime | None = None
    confirmed_by: UUID | None = None
    """Who last confirmed a concern. Somebody else explains it after all, or closes it."""
    reviewed: frozenset[str] = frozenset()
    open_actions: frozenset[int] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self.state is not State.CLOSED

    def first(self, state: State) -> datetime | None:
        """Return when a state was first entered."""
        return next((at for each, at in self.entered if each is state), None)


def fold(raised_at: datetime, steps: Iterable[Taken]) -> Course:
    """Return how far a signal has come by its steps, in their order. Raises Refused at one that could not be."""
    course = Course(since=raised_at, entered=((State.NEW, raised_at),))
    for taken in steps:
        course = advance(course, taken)
    return course


def advance(course: Course, taken: Taken) -> Course:
    """Return how far a signal has come after one more step. Raises Refused where that step cannot be taken."""
    check_step(course, taken.step, by=taken.by, of=taken.of)
    state = TRANSITIONS[course.state, taken.step]
    moved = _note(replace(course, steps=taken.number), taken)
    if state is course.state:
        return moved
    return replace(moved, state=state, since=taken.at, turn=taken.number, entered=(*moved.entered, (state, taken.at)))


def check_step(course: Course, step: Step, *, by: UUID, of: int | None = None) -> None:
    """Raise Refused where a step cannot be taken now, or not by this person."""
    if (course.state, step) not in TRANSITIONS:
        raise Refused.one("", f"This signal is “{course.state.words}”, so “{step.words}” cannot be recorded now.")
    if step is Step.ACTION_DONE and of not in course.open_actions:
        raise Refused.one("", "This action is not open.")
    if step is Step.LEARNING_SHARED and course.open_actions:
        raise Refused.one("", "An action is still open.", "Record how each was done first.")
    if step in SECOND_PERSON and by == course.confirmed_by:
        raise Refused.one("", "You confirmed this concern yourself.", "Somebody else takes this step.")


SECOND_PERSON = frozenset({Step.EXPLAINED, Step.CLOSED})
"""What nobody does alone about a concern that they confirmed."""


def possible_steps(course: Course, *, by: UUID) -> tuple[Step, ...]:
    """Return what can be done next by somebody, in the order of a signal's life."""
    return tuple(step for step in Step if _is_possible(course, step, by))


def _is_possible(course: Course, step: Step, by: UUID) -> bool:
    if step is Step.MARKED_SAFEGUARDING and course.marked_at is not None:
        return False
    try:
        check_step(course, step, by=by, of=next(iter(course.open_actions), None))
    except Refused:
        return False
    return True


def _note(course: Course, taken: Taken) -> Course:
    match taken.step:
        case Step.ANSWERED:
            return replace(course, answers={taken.organisation: taken.at, **course.answers})
        case Step.MARKED_SAFEGUARDING:
            return replace(course, marked_at=course.marked_at or taken.at)
        case Step.CONFIRMED:
            return replace(course, confirmed_by=taken.by)
        case Step.CASE_REVIEWED:
            return replace(course, reviewed=course.reviewed | {taken.decision})
        case Step.ACTION_AGREED:
            return replace(course, open_actions=course.open_actions | {taken.number})
        case Step.ACTION_DONE:
            return replace(course, open_actions=course.open_actions - {taken.of})
        case _:
            return course
