"""Measures of the assurance itself: what ended, what has not, and what became of each kind."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from accord.assurance.queries.follow_up import Became, measure
from accord.assurance.queries.held_signals import Agreed, Held
from accord.assurance.signals.kinds import SignalKind
from accord.domain.follow_ups import State, Step, Taken, fold
from accord.domain.signal_answers import answer_due, asked_of

RAISED = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
NOW = RAISED + timedelta(days=20)


def held(*steps: Step, days: int = 2, actions: tuple[Agreed, ...] = ()) -> Held:
    """A signal on which a step was taken every so many days; the home takes them all."""
    taken = [
        Taken(number=number, step=step, at=RAISED + timedelta(days=days * number), by=UUID(int=1), organisation="VL901")
        for number, step in enumerate(steps, 1)
    ]
    return Held(
        id=uuid4(),
        kind=SignalKind.BURST,
        site_code="VL901",
        area_code="",
        signer_id="",
        signer_org_code="",
        group="",
        raised_at=RAISED,
        course=fold(RAISED, taken),
        due=answer_due(RAISED, ()),
        asked=asked_of("VL901", ""),
        sightings=(),
        told=(),
        actions=actions,
    )


def test_what_has_not_ended_is_counted_beside() -> None:
    found = measure([held(), held(Step.TAKEN_UP), held(Step.TAKEN_UP, days=6)], NOW)
    new = found.stages[0]
    assert (new.state, new.median, new.longest, new.still) == (State.NEW, timedelta(days=4), timedelta(days=6), 1)
    assert (found.whole.median, found.whole.still) == (None, 3)
    assert found.states[State.LOOKING] == 2


def test_answers_are_in_time_late_missing_or_not_due() -> None:
    signals = [held(Step.ANSWERED), held(Step.ANSWERED, days=10), held()]
    over, early = measure(signals, NOW).answers, measure([held()], RAISED).answers
    assert (over.in_time, over.late, over.missing, over.waiting) == (1, 1, 1, 0)
    assert (early.due, early.waiting) == (0, 1)


def test_what_is_looked_at_again_is_not_decided() -> None:
    explained = (Step.TAKEN_UP, Step.EXPLAINED)
    signals = [held(*explained), held(*explained, Step.REOPENED), held(Step.TAKEN_UP, Step.CONFIRMED), held()]
    counts = measure(signals, NOW).became[SignalKind.BURST]
    assert counts == {Became.EXPLAINED: 1, Became.CONFIRMED: 1, Became.OPEN: 2}


def test_actions_are_overdue_after_their_last_day() -> None:
    done = RAISED + timedelta(days=3)
    actions = tuple(
        Agreed(number=number, owner_code="VL901", due=due, done_at=at)
        for number, (due, at) in enumerate(
            [(NOW.date(), None), (date(2026, 3, 9), None), (done.date(), done), (date(2026, 3, 4), done)]
        )
    )
    found = measure([held(actions=actions)], NOW).actions
    assert (found.open, found.overdue, found.done_in_time, found.done_late) == (2, 1, 1, 1)
