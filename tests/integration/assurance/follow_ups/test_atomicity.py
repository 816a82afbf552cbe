"""Where an event cannot be recorded, nothing of the step is saved; what was saved is never changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from tests.builders import followers
from tests.builders.signals import AT_ONCE, DECISIONS, LATE, raised

from accord.assurance.actions import following, safeguarding
from accord.assurance.actions.steps import At
from accord.assurance.models import AgreedAction, CaseReview, SignalStep
from accord.domain.events import EventKind, Happening
from accord.domain.signal_answers import Explanation
from accord.events import hearing

KINDS = (EventKind.SIGNAL_STEP_TAKEN, EventKind.SIGNALS_OPENED)
TABLES = (SignalStep, CaseReview, AgreedAction)


def act(action: Callable[..., Any], signal: UUID, **given: Any) -> None:
    action(at=followers.at(signal), by=followers.second_lead(), now=LATE, **given)


def mark(signal: UUID) -> None:
    at = At(signal_id=signal, after=0)
    safeguarding.mark_safeguarding(at=at, words="At risk.", by=followers.manager(), now=AT_ONCE)


def open_site(_: UUID) -> None:
    safeguarding.open_for_safeguarding(site_code="VL901", words="At risk.", by=followers.lead(), now=AT_ONCE)


def look_again(signal: UUID) -> None:
    act(following.reopen, signal, words="It was seen again.")


STEPS: dict[str, Callable[[UUID], Any]] = {
    "answer": lambda signal: followers.answer(signal, followers.manager(), AT_ONCE),
    "take up": lambda signal: act(following.take_up, signal),
    "confirm": lambda signal: following.confirm(
        at=followers.at(signal), words="The reasons are the same.", by=followers.lead(), now=LATE
    ),
    "review": lambda signal: followers.reviewed(signal, DECISIONS[1]),
    "agree": followers.agreed,
    "finish": lambda signal: act(following.finish, signal, of=5, evidence="Seen."),
    "share": lambda signal: act(following.share, signal, words="Ask each person first."),
    "close": lambda signal: act(following.close, signal, words=""),
    "reopen": look_again,
    "explain": lambda signal: act(following.explain, signal, reason=Explanation.HOSPICE, words=""),
}
"""In this order they are a signal's life."""


@contextmanager
def failing() -> Iterator[None]:
    """Let every event of this room fail."""

    def fail(_: Happening) -> None:
        raise RuntimeError("no event")

    for kind in KINDS:
        hearing.hear(kind, fail)
    try:
        yield
    finally:
        for kind in KINDS:
            hearing.stop_hearing(kind, fail)


def rows() -> list[int]:
    return [table.objects.count() for table in TABLES]


def test_step_whose_event_fails_saves_nothing() -> None:
    signal = raised()
    for step in STEPS.values():
        before = rows()
        with failing(), pytest.raises(RuntimeError, match="no event"), transaction.atomic():
            step(signal)
        assert rows() == before
        step(signal)
    assert followers.seen(signal).course.steps == len(STEPS)


@pytest.mark.parametrize("step", [mark, open_site])
def test_opening_whose_event_fails_opens_nothing(step: Callable[[UUID], None]) -> None:
    signal = raised()
    with failing(), pytest.raises(RuntimeError, match="no event"), transaction.atomic():
        step(signal)
    assert rows() == [0, 0, 0]


@pytest.mark.parametrize("table", ["assurance_signalstep", "assurance_casereview", "assurance_agreedaction"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET step_id = step_id", "UPDATE {} SET words = ''"])
def test_no_step_is_ever_changed(table: str, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
