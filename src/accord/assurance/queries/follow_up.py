"""Measures of the assurance itself: how many signals are where, how long each stage takes, and what became of them.

How often each kind of signal is explained is the false-alarm record of what looked for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from accord.assurance.queries.held_signals import Held
from accord.assurance.signals.kinds import SignalKind
from accord.domain.choices import Choice
from accord.domain.follow_ups import State
from accord.domain.moments import LONDON


class Became(Choice):
    """What became of a signal so far."""

    EXPLAINED = "explained", "Explained"
    CONFIRMED = "confirmed", "Concern confirmed"
    OPEN = "open", "Not decided yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How long signals stayed in a state that they left, and how many are in it now: those times are not known yet."""

    state: State
    stays: tuple[timedelta, ...]
    still: int

    @property
    def median(self) -> timedelta | None:
        """The middle of the stays that ended."""
        return timedelta(seconds=median(each.total_seconds() for each in self.stays)) if self.stays else None

    @property
    def longest(self) -> timedelta | None:
        """The longest of the stays that ended."""
        return max(self.stays, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers by those asked: one for each organisation that a signal asks."""

    in_time: int
    late: int
    missing: int
    """Not answered, though the working days are over."""
    waiting: int

    @property
    def due(self) -> int:
        """How many should be there by now, or are."""
        return self.in_time + self.late + self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """Actions that were agreed."""

    done_in_time: int
    done_late: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The measures over some signals."""

    states: Mapping[State, int]
    stages: tuple[Stage, ...]
    whole: Stage
    """From the run that raised it until it was closed."""
    answers: Answers
    actions: Actions
    became: Mapping[SignalKind, Mapping[Became, int]]


def measure(signals: Sequence[Held], now: datetime) -> FollowUp:
    """Return the measures over the signals that somebody may see."""
    states = Counter(each.course.state for each in signals)
    return FollowUp(
        states={state: states[state] for state in State},
        stages=tuple(_stage(signals, state) for state in State if state is not State.CLOSED),
        whole=_whole(signals),
        answers=_answers(signals, now),
        actions=_actions(signals, now.astimezone(LONDON).date()),
        became={
            kind: _count(each for each in signals if each.kind is kind)
            for kind in SignalKind
            if any(each.kind is kind for each in signals)
        },
    )


def became(held: Held) -> Became:
    """Return what became of a signal: by the last time that it was explained, confirmed or looked at again."""
    ends = {State.EXPLAINED: Became.EXPLAINED, State.CONFIRMED: Became.CONFIRMED, State.LOOKING: Became.OPEN}
    entered = [ends[state] for state, _ in held.course.entered if state in ends]
    return entered[-1] if entered else Became.OPEN


def _stage(signals: Sequence[Held], state: State) -> Stage:
    stays: list[timedelta] = []
    for held in signals:
        entered = held.course.entered
        stays += [after - at for (each, at), (_, after) in pairwise(entered) if each is state]
    return Stage(state=state, stays=tuple(stays), still=sum(each.course.state is state for each in signals))


def _whole(signals: Sequence[Held]) -> Stage:
    stays = [each.course.since - each.raised_at for each in signals if not each.course.is_open]
    return Stage(state=State.CLOSED, stays=tuple(stays), still=len(signals) - len(stays))


def _answers(signals: Sequence[Held], now: datetime) -> Answers:
    found = Counter(_answered(each, code, now) for each in signals for code in each.asked)
    return Answers(in_time=found["in time"], late=found["late"], missing=found["missing"], waiting=found["waiting"])


def _answered(held: Held, code: str, now: datetime) -> str:
    at = held.course.answers.get(code)
    if at is not None:
        return "in time" if at < held.due else "late"
    return "missing" if now >= held.due else "waiting"


def _actions(signals: Sequence[Held], today: date) -> Actions:
    agreed = [action for each in signals for action in each.actions]
    done = [each for each in agreed if each.done_at is not None]
    late = sum(each.done_at.astimezone(LONDON).date() > each.due for each in done if each.done_at)
    return Actions(
        done_in_time=len(done) - late,
        done_late=late,
        open=len(agreed) - len(done),
        overdue=sum(each.is_overdue(today) for each in agreed),
    )


def _count(signals: Iterator[Held]) -> Mapping[Became, int]:
    found = Counter(became(each) for each in signals)
    return {each: found[each] for each in Became}
