"""The list of signals: newest first, and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from markupsafe import Markup

from accord.assurance.pages.follow.forms import say_place
from accord.assurance.queries.held_signals import Held
from accord.domain.authority import Actor, Permission
from accord.domain.follow_ups import State
from accord.domain.signal_answers import is_asked
from accord.web.pages import Pages
from accord.web.words import say_count, say_date, say_deadline

COLOURS = {
    State.NEW: "blue",
    State.LOOKING: "yellow",
    State.EXPLAINED: "green",
    State.CONFIRMED: "orange",
    State.REVIEWING: "orange",
    State.ACTING: "orange",
    State.LEARNT: "purple",
    State.CLOSED: "grey",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListScreen:
    """A page of signals."""

    rows: Sequence[Held]
    pages: Pages
    waiting: int
    names: Mapping[str, str]
    by: Actor
    now: datetime

    @property
    def head(self) -> tuple[str, ...]:
        """The columns."""
        return ("Question", "Where", "Raised", "State", "Answers")

    @property
    def cells(self) -> list[list[str | Markup]]:
        """The rows."""
        return [self._row(each) for each in self.rows]

    @property
    def said_waiting(self) -> str:
        """How many wait, in words."""
        verb = "waits" if self.waiting == 1 else "wait"
        return f"{say_count(self.waiting, 'more signal')} {verb} for an answer by those who are asked."

    @property
    def may_open(self) -> bool:
        """Whether whoever looks may open what waits at a site, for safeguarding."""
        return self.by.may(Permission.FOLLOW_SIGNAL)

    def _row(self, held: Held) -> list[str | Markup]:
        href = reverse("assurance:signal", args=[held.id])
        link = Markup('<a href="{}">{}</a>').format(href, held.kind.words)
        return [link, where_of(held, self.names), say_date(held.raised_at), self._state(held), self._answers(held)]

    def _state(self, held: Held) -> Markup:
        colour = COLOURS[held.course.state]
        said = Markup('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>').format(colour, held.course.state.words)
        if held.course.marked_at is None:
            return said
        return said + Markup(' <strong class="nhsuk-tag nhsuk-tag--red">Safeguarding</strong>')

    def _answers(self, held: Held) -> str:
        if not held.asked:
            return "Nobody is asked"
        given = len(held.asked & held.course.answers.keys())
        said = f"{given} of {len(held.asked)}"
        is_own = is_asked(self.by, held.asked) and self.by.organisation_code not in held.course.answers
        return f"{said}. Yours by {say_deadline(held.due)}" if is_own and held.course.is_open else said


def where_of(held: Held, names: Mapping[str, str]) -> str:
    """Say where a signal is: its site, or the signer's organisation, or its area."""
    for code in (held.site_code, held.signer_org_code, held.area_code):
        if code:
            return say_place(code, names)
    return "Everywhere"
