"""What was answered, reviewed, agreed and done about a signal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accord.assurance.pages.follow.forms import say_place
from accord.assurance.queries.held_signals import Agreed, Held, Told
from accord.domain.follow_ups import Step
from accord.domain.lifecycle import InappropriateReason
from accord.domain.signal_answers import AnswerSays, Explanation
from accord.web.words import say_date, say_datetime, say_deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryScreen:
    """The past of one signal; `names` are those of organisations, by code."""

    held: Held
    names: Mapping[str, str]
    today: date

    @property
    def answers(self) -> list[dict[str, object]]:
        """What each organisation that is asked answered; where it did not, that stands there."""
        return [{"key": say_place(code, self.names), "value": self._answer(code)} for code in sorted(self.held.asked)]

    @property
    def actions(self) -> list[dict[str, str]]:
        """Each action with its owner, its day and how it stands."""
        return [
            {
                "words": each.words,
                "owner": say_place(each.owner_code, self.names),
                "due": say_date(each.due),
                "stands": self._stands(each),
            }
            for each in self.held.actions
        ]

    @property
    def case_head(self) -> tuple[str, ...]:
        """The columns of the cases."""
        return ("Decision", "What the record shows", "Individual", "With the person", "Outcome")

    @property
    def cases(self) -> list[list[str]]:
        """The reviews of cases, in their order."""
        return [
            [
                each.taken.decision or "None by itself",
                each.words,
                each.case.individual.words,
                each.case.with_person.words,
                _outcome(each),
            ]
            for each in self.held.told
            if each.case is not None
        ]

    @property
    def timeline(self) -> list[dict[str, object]]:
        """Every step, the newest first, and how it began."""
        raised: dict[str, object] = {"title": "Raised by a run", "when": say_datetime(self.held.raised_at)}
        return [*(self._event(each) for each in reversed(self.held.told)), raised]

    def _event(self, told: Told) -> dict[str, object]:
        said = [part for part in (_reason(told), told.words) if part]
        return {
            "title": told.taken.step.words,
            "when": say_datetime(told.taken.at),
            "by": f"{told.name}, {say_place(told.taken.organisation, self.names)}",
            "value": said,
        }

    def _answer(self, code: str) -> object:
        given = [each for each in self.held.told if _is_answer(each, code)]
        if given:
            return [f"{say_date(each.taken.at)}: {_reason(each)}. {each.words}" for each in given]
        return f"Not answered yet. Asked until {say_deadline(self.held.due)}."

    def _stands(self, action: Agreed) -> str:
        if action.done_at is not None:
            return f"Done on {say_date(action.done_at)}: {self._evidence(action)}"
        return "Overdue" if action.is_overdue(self.today) else "Open"

    def _evidence(self, action: Agreed) -> str:
        return next(each.words for each in self.held.told if each.taken.of == action.number)


def _is_answer(told: Told, code: str) -> bool:
    return told.taken.step is Step.ANSWERED and told.taken.organisation == code


def _reason(told: Told) -> str:
    if told.taken.step is Step.ANSWERED:
        return AnswerSays(told.reason).words
    return Explanation(told.reason).words if told.reason else ""


def _outcome(told: Told) -> str:
    assert told.case is not None, "a case was reviewed"
    reason = told.case.inappropriate_reason
    why = f": {InappropriateReason(reason).words}" if reason else ""
    return f"{told.case.outcome.words}{why}"
