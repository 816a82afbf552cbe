"""A signal's life: what may follow what, who may do it, and until when whoever is asked may answer."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from tests.builders.actors import actor_in

from accord.domain.authority import Role
from accord.domain.errors import NotPermitted, Refused
from accord.domain.follow_ups import Course, State, Step, Taken, fold, possible_steps
from accord.domain.signal_answers import answer_due, check_words, is_waiting, may_take, must_take

RAISED = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)
WHOLE = (
    Step.ANSWERED,
    Step.TAKEN_UP,
    Step.CONFIRMED,
    Step.CASE_REVIEWED,
    Step.ACTION_AGREED,
    Step.ACTION_DONE,
    Step.LEARNING_SHARED,
)


def course(*steps: Step, closer: UUID = ONE) -> Course:
    return fold(RAISED, [taken(number, step, closer) for number, step in enumerate(steps, 1)])


def taken(number: int, step: Step, closer: UUID = ONE) -> Taken:
    by = closer if step is Step.CLOSED else ONE
    at = RAISED + timedelta(hours=number)
    return Taken(
        number=number, step=step, at=at, by=by, organisation="VL901", of=5 if step is Step.ACTION_DONE else None
    )


def test_whole_life_of_a_confirmed_concern_ends_closed() -> None:
    told = course(*WHOLE, Step.CLOSED, closer=OTHER)
    assert told.state is State.CLOSED
    states = [State.NEW, State.LOOKING, State.CONFIRMED, State.REVIEWING, State.ACTING, State.LEARNT, State.CLOSED]
    assert [state for state, _ in told.entered] == states


@pytest.mark.parametrize("steps", [WHOLE, (Step.TAKEN_UP, Step.CONFIRMED, Step.CASE_REVIEWED)])
def test_nobody_ends_a_concern_that_they_confirmed(steps: tuple[Step, ...]) -> None:
    mine, others = (set(possible_steps(course(*steps), by=who)) for who in (ONE, OTHER))
    assert not mine & {Step.CLOSED, Step.EXPLAINED}
    assert len(others & {Step.CLOSED, Step.EXPLAINED}) == 1


def test_explained_signal_is_closed_by_whoever_explained_it() -> None:
    assert course(Step.TAKEN_UP, Step.EXPLAINED, Step.CLOSED).state is State.CLOSED


def test_learning_waits_for_every_action() -> None:
    with pytest.raises(Refused, match="An action is still open"):
        course(*WHOLE[:5], Step.LEARNING_SHARED)


def test_action_is_done_once() -> None:
    with pytest.raises(Refused, match="not open"):
        course(*WHOLE[:6], Step.ACTION_DONE)


def test_answer_changes_no_state_and_is_no_turn() -> None:
    told = course(Step.TAKEN_UP, Step.ANSWERED)
    assert (told.state, told.turn, told.steps) == (State.LOOKING, 1, 2)


def test_closed_signal_is_answered_no_more_and_can_be_looked_at_again() -> None:
    told = course(Step.TAKEN_UP, Step.EXPLAINED, Step.CLOSED)
    assert possible_steps(told, by=ONE) == (Step.REOPENED,)


@pytest.mark.parametrize(
    ("raised", "last"),
    [
        (datetime(2026, 3, 2, 6, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 3, 6, 23, 59, tzinfo=UTC), date(2026, 3, 13)),
        (datetime(2026, 3, 7, 6, tzinfo=UTC), date(2026, 3, 13)),
        (datetime(2026, 3, 31, 6, tzinfo=UTC), date(2026, 4, 9)),
        (datetime(2026, 6, 1, 23, 30, tzinfo=UTC), date(2026, 6, 9)),
    ],
)
def test_answer_is_due_at_the_end_of_the_fifth_working_day_in_london(raised: datetime, last: date) -> None:
    easter = {date(2026, 4, 3), date(2026, 4, 6)}
    due = answer_due(raised, easter)
    assert (due - timedelta(seconds=1)).date() == last


@pytest.mark.parametrize(
    ("kind", "steps", "hours", "waits"),
    [
        ("burst", (), 1, True),
        ("burst", (Step.ANSWERED,), 2, True),
        ("burst", (), 24 * 8, False),
        ("burst", (Step.MARKED_SAFEGUARDING,), 2, False),
        ("care_withheld", (), 1, False),
    ],
)
def test_others_wait_for_both_answers_or_five_days_and_never_for_safeguarding(
    kind: str, steps: tuple[Step, ...], hours: int, waits: bool
) -> None:
    due, now = answer_due(RAISED, ()), RAISED + timedelta(hours=hours)
    assert is_waiting(kind, course(*steps), asked={"VL901", "R9901"}, due=due, now=now) is waits


def test_one_organisation_that_is_both_answers_once() -> None:
    due = answer_due(RAISED, ())
    assert not is_waiting("burst", course(Step.ANSWERED), asked={"VL901"}, due=due, now=RAISED)


def test_leads_take_steps_and_only_those_asked_answer() -> None:
    lead, manager = actor_in(Role.ASSURANCE_LEAD), actor_in(Role.PROVIDER_MANAGER)
    assert may_take(Step.CLOSED, lead, {"Y90001"})
    assert not may_take(Step.ANSWERED, lead, {"Y90001"})
    assert may_take(Step.ANSWERED, manager, {"Y90001"})
    with pytest.raises(NotPermitted):
        must_take(Step.ANSWERED, manager, {"VL901"})


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CLINICIAN, Role.PRIVACY_OFFICER])
def test_others_take_no_step(role: Role) -> None:
    assert not any(may_take(step, actor_in(role), {"Y90001"}) for step in Step)


def test_words_with_ten_digits_of_an_nhs_number_are_refused() -> None:
    with pytest.raises(Refused, match="NHS number"):
        check_words("About 999 000 0018, seen twice.")
    assert check_words(" Seen 12 of 14 in 2026. ") == "Seen 12 of 14 in 2026."
