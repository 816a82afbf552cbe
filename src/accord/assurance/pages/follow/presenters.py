"""One signal: the question, its evidence, what was answered and done, and what can be done next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from accord.assurance.actions.following import decisions_of
from accord.assurance.pages.follow import evidence
from accord.assurance.pages.follow.forms import say_place
from accord.assurance.pages.follow.histories import HistoryScreen
from accord.assurance.pages.follow.presenters_list import COLOURS, where_of
from accord.assurance.pages.follow.steps import BY_STEP
from accord.assurance.queries.held_signals import Held
from accord.assurance.runs.shown_charts import Shown
from accord.domain.authority import Actor, Permission
from accord.domain.follow_ups import SECOND_PERSON, possible_steps
from accord.domain.reidentification import MOST
from accord.domain.signal_answers import is_asked, may_finish, may_take
from accord.web.words import say_count, say_deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalScreen:
    """One signal, for whoever looks."""

    held: Held
    by: Actor
    now: datetime
    names: Mapping[str, str]
    chart: Shown | None

    @property
    def title(self) -> str:
        """What kind of question it is."""
        return self.held.kind.words

    @property
    def where(self) -> str:
        """Where it is about."""
        return where_of(self.held, self.names)

    @property
    def question(self) -> str:
        """What is asked."""
        return self.held.newest.question

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way back."""
        return [("Assurance", reverse("assurance:overview")), ("Signals", reverse("assurance:signals"))]

    @property
    def tags(self) -> list[tuple[str, str]]:
        """How far it has come, with the colour of each tag."""
        state = self.held.course.state
        marked = [("Safeguarding", "red")] if self.held.course.marked_at else []
        return [(state.words, COLOURS[state]), *marked]

    @property
    def said_waiting(self) -> str:
        """Until when those asked may answer before others see more than a number; nothing where that is over."""
        if not self.held.waits(self.now):
            return ""
        until = say_deadline(self.held.due)
        return f"Until {until}, or until all who are asked have answered, others see no more than that a signal waits."

    @property
    def is_own_to_answer(self) -> bool:
        """Whether the organisation of whoever looks is asked and has not answered."""
        is_own = is_asked(self.by, self.held.asked)
        return is_own and self.held.course.is_open and self.by.organisation_code not in self.held.course.answers

    @property
    def next_steps(self) -> list[dict[str, str]]:
        """What whoever looks can do next, each on a page of its own."""
        possible = possible_steps(self.held.course, by=self.by.staff_id)
        steps = [step for step in possible if step in BY_STEP and may_take(step, self.by, self.held.asked)]
        return [
            {"words": BY_STEP[step].title, "href": reverse("assurance:signal_step", args=[self.held.id, part])}
            for step in steps
            if (part := BY_STEP[step].part)
        ]

    @property
    def needs_another(self) -> bool:
        """Whether what comes next is for somebody else, since whoever looks confirmed the concern."""
        if self.by.staff_id != self.held.course.confirmed_by or not self.by.may(Permission.FOLLOW_SIGNAL):
            return False
        possible = set(possible_steps(self.held.course, by=self.by.organisation_id))
        return bool(possible & SECOND_PERSON)

    @property
    def about(self) -> list[dict[str, str]]:
        """What it is about."""
        held = self.held
        told = (
            ("Site", say_place(held.site_code, self.names) if held.site_code else ""),
            ("The signer’s organisation", say_place(held.signer_org_code, self.names) if held.signer_org_code else ""),
            ("Area", say_place(held.area_code, self.names) if held.area_code else ""),
            ("Signer, by pseudonym", held.signer_id),
            ("Group", held.group),
            ("When", evidence.say_when(held.newest)),
        )
        return [{"key": key, "value": value} for key, value in told if value]

    @property
    def evidence(self) -> list[dict[str, str]]:
        """What was seen, and what would be expected."""
        return list(evidence.evidence_of(self.held))

    @property
    def sighting_head(self) -> tuple[object, ...]:
        """The columns of the sightings."""
        return evidence.SIGHTING_HEAD

    @property
    def sightings(self) -> list[list[str]]:
        """What each run saw."""
        return evidence.sighting_rows(self.held)

    @property
    def history(self) -> HistoryScreen:
        """What was answered and done."""
        return HistoryScreen(held=self.held, names=self.names, today=timezone.localdate(self.now))

    @property
    def decisions(self) -> tuple[str, ...]:
        """The pseudonyms of the decisions."""
        return decisions_of(self.held)

    @property
    def said_decisions(self) -> str:
        """How many decisions it is about."""
        return say_count(len(self.decisions), "decision")

    @property
    def not_reviewed(self) -> tuple[str, ...]:
        """So many of those not reviewed yet as one request may lead back."""
        return tuple(each for each in self.decisions if each not in self.held.course.reviewed)[:MOST]

    @property
    def may_ask_who(self) -> bool:
        """Whether whoever looks may ask who stands behind a pseudonym."""
        return bool(self.not_reviewed) and self.by.may(Permission.REQUEST_REIDENTIFICATION)

    @property
    def records_href(self) -> str:
        """Where the staff of an organisation that is asked find their own records; nothing for others."""
        if not (is_asked(self.by, self.held.asked) and self.by.may(Permission.VIEW_PLAN) and self.decisions):
            return ""
        return reverse("assurance:signal_records", args=[self.held.id])

    @property
    def actions(self) -> list[dict[str, str]]:
        """What was agreed, with where whoever looks records that it is done."""
        return [
            row | {"href": self._finish_href(action.number)}
            for action, row in zip(self.held.actions, self.history.actions, strict=True)
        ]

    def _finish_href(self, number: int) -> str:
        action = next(each for each in self.held.actions if each.number == number)
        is_open = number in self.held.course.open_actions
        if not is_open or not may_finish(action.owner_code, self.by):
            return ""
        return reverse("assurance:signal_action", args=[self.held.id, number])
