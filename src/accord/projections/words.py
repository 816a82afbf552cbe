"""How a value of a plan is said: British English, Europe/London, and never "no" for what was not recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from accord.domain.authority import GRADE_NAMES, Grade, Register
from accord.domain.choices import Answer, Choice
from accord.domain.moments import LONDON, Moment
from accord.domain.plan.clinical import Basis, IcdState, Prognosis
from accord.domain.plan.keeping import ReviewRule
from accord.domain.plan.people_involved import Agreement, HasCapacity, Imca, Mode
from accord.domain.plan.wishes import ConsentToShare, CprWish

NOT_RECORDED = "Not recorded"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

UNANSWERED: frozenset[tuple[type, str]] = frozenset(
    (type(choice), choice.value)
    for choice in (
        Answer.UNKNOWN,
        Agreement.NOT_RECORDED,
        Basis.UNKNOWN,
        ConsentToShare.NOT_RECORDED,
        CprWish.NOT_KNOWN,
        HasCapacity.NOT_RECORDED,
        IcdState.UNKNOWN,
        Imca.NOT_RECORDED,
        Mode.NOT_RECORDED,
        Prognosis.NOT_RECORDED,
        ReviewRule.NONE,
    )
)
"""Choices that stand for "nobody has said", each with its type: members of two lists with one text are equal."""


def is_unanswered(value: object) -> bool:
    """Whether nothing has been recorded: empty, or a choice that says so."""
    if isinstance(value, Choice):
        return (type(value), value.value) in UNANSWERED
    return value is None or (isinstance(value, (str, tuple, frozenset)) and not value)


def say_day(day: date) -> str:
    """Say a date as "21 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_clock(moment: datetime) -> str:
    """Say the time in London as "3:04am", with midday and midnight in words."""
    local = moment.astimezone(LONDON)
    if local.minute == 0 and local.hour in (0, 12):
        return "midnight" if local.hour == 0 else "midday"
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def say_time(moment: datetime) -> str:
    """Say a time as "21 November 2026 at 3:04am" in London."""
    return f"{say_day(moment.astimezone(LONDON).date())} at {say_clock(moment)}"


def say_deadline(due: datetime) -> str:
    """Say by when something is due: midnight is the end of the day before ("the end of 23 November 2026")."""
    local = due.astimezone(LONDON)
    if (local.hour, local.minute) != (0, 0):
        return say_time(due)
    return f"the end of {say_day(local.date() - timedelta(days=1))}"


def say_moment(moment: Moment) -> str:
    """Say a moment: its day, with its time where that is known."""
    return say_time(moment.time) if moment.time else say_day(moment.day)


def say_choice(value: Enum) -> str:
    """Say a member of a closed list in the words that it carries."""
    if isinstance(value, Choice):
        return value.words
    if isinstance(value, Grade):
        return GRADE_NAMES[value]
    if isinstance(value, Register):
        return value.value.upper()
    text = str(value.value).replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]


def say_list(items: Iterable[str]) -> str:
    """Say several things as "a, b and c"."""
    words = [item for item in items if item]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def join_sentences(*sentences: str) -> str:
    """Put sentences one after another, each with its full stop; empty ones are left out."""
    said = (sentence.strip() for sentence in sentences)
    return " ".join(text if text[-1] in ".!?:" else text + "." for text in said if text)


def in_order(values: Iterable[Choice]) -> list[Choice]:
    """Return choices in the order in which their list declares them."""
    chosen = list(values)
    order = list(type(chosen[0])) if chosen else []
    return sorted(chosen, key=order.index)


def say(value: object) -> str:
    """Say any single value of a plan; "Not recorded" where there is none."""
    if is_unanswered(value):
        return value.words if isinstance(value, Choice) else NOT_RECORDED
    for kind, words in SAYING:
        if isinstance(value, kind):
            return words(value)
    return str(value)


SAYING: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Enum, say_choice),
    (str, str),
    (Moment, say_moment),
    (datetime, say_time),
    (date, say_day),
    (bool, lambda value: "Yes" if value else "No"),
    (frozenset, lambda value: "; ".join(choice.words for choice in in_order(value))),
    (tuple, lambda value: "; ".join(say(item) for item in value)),
)
"""How each kind of value is said; the first that fits, so that what is also something else stands before it."""
