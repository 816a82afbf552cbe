"""Whatever steps are tried, a signal stays within its life, and its steps alone tell how far it has come."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from accord.domain.errors import Refused
from accord.domain.follow_ups import ANYTIME, TRANSITIONS, Course, Step, Taken, advance, fold, possible_steps

RAISED = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
tried = st.lists(st.tuples(st.sampled_from(Step), st.integers(1, 3), st.integers(1, 12)), max_size=30)


def walk(steps: list[tuple[Step, int, int]]) -> tuple[Course, list[Taken]]:
    """Try every step in turn, and keep those that were taken."""
    course, kept = fold(RAISED, ()), []
    for step, who, of in steps:
        number = len(kept) + 1
        at = RAISED + timedelta(hours=number)
        taken = Taken(number=number, step=step, at=at, by=UUID(int=who), organisation=f"ORG{who}", of=of)
        try:
            course = advance(course, taken)
        except Refused:
            continue
        kept.append(taken)
    return course, kept


@given(tried)
def test_state_is_told_by_the_steps_alone(steps: list[tuple[Step, int, int]]) -> None:
    course, kept = walk(steps)
    assert fold(RAISED, kept) == course
    assert (course.steps, course.entered[-1][0]) == (len(kept), course.state)


@given(tried)
def test_every_state_entered_follows_from_the_one_before(steps: list[tuple[Step, int, int]]) -> None:
    course, _ = walk(steps)
    states = [state for state, _ in course.entered]
    known = {(before, after) for (before, _), after in TRANSITIONS.items()}
    assert set(pairwise(states)) <= known


@given(tried)
def test_confirmed_concern_is_never_closed_by_whoever_confirmed_it(steps: list[tuple[Step, int, int]]) -> None:
    _, kept = walk(steps)
    confirmed = None
    for taken in kept:
        confirmed = taken.by if taken.step is Step.CONFIRMED else confirmed
        assert taken.step is not Step.CLOSED or taken.by != confirmed


@given(tried)
def test_somebody_can_always_bring_it_further(steps: list[tuple[Step, int, int]]) -> None:
    course, _ = walk(steps)
    either = {*possible_steps(course, by=UUID(int=8)), *possible_steps(course, by=UUID(int=9))}
    assert either - ANYTIME
