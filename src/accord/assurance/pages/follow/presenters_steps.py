"""The page of one step about a signal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from django.urls import reverse

from accord.access.submissions import token
from accord.assurance.pages.follow.forms import say_place
from accord.assurance.pages.follow.steps import StepPage
from accord.assurance.queries.held_signals import Agreed, Held
from accord.web.words import say_date


@dataclass(frozen=True, slots=True, kw_only=True)
class StepScreen:
    """What the page prints beside its form."""

    held: Held
    title: str
    button: str
    guidance: str
    is_possible: bool
    is_warning: bool = False
    submission: str = field(default_factory=token)

    @classmethod
    def of_page(cls, held: Held, page: StepPage, *, is_possible: bool) -> Self:
        """Return the page of a step."""
        return cls(
            held=held,
            title=page.title,
            button=page.button,
            guidance=page.guidance,
            is_possible=is_possible,
            is_warning=page.part == "safeguarding",
        )

    @classmethod
    def of_action(cls, held: Held, action: Agreed, names: Mapping[str, str]) -> Self:
        """Return the page on which an action is recorded as done."""
        owner = say_place(action.owner_code, names)
        return cls(
            held=held,
            title="Record that an action is done",
            button="Record that it is done",
            guidance=f"{action.words} {owner}, until {say_date(action.due)}.",
            is_possible=action.number in held.course.open_actions,
        )

    @property
    def question(self) -> str:
        """What is asked."""
        return self.held.newest.question

    @property
    def kind(self) -> str:
        """What kind of question it is."""
        return self.held.kind.words

    @property
    def after(self) -> int:
        """Which turn of the signal this page shows."""
        return self.held.course.turn

    @property
    def state(self) -> str:
        """How far the signal has come."""
        return self.held.course.state.words

    @property
    def back(self) -> str:
        """The signal's page."""
        return reverse("assurance:signal", args=[self.held.id])
