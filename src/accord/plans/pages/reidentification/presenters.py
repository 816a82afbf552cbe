"""Requests in words, for whoever asked and for whoever decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from accord.domain.nhs_numbers import shown as shown_number
from accord.domain.people import Identity
from accord.domain.reidentification import State
from accord.plans.queries.reidentification import Request
from accord.web.pages import Pages
from accord.web.words import say_count, say_date, say_datetime

COLOURS = {State.WAITING: "yellow", State.APPROVED: "green", State.REFUSED: "red"}
NOT_KNOWN = "Not known"
ABOUT = {
    State.WAITING: "Somebody else decides. It waits until {until}.",
    State.APPROVED: "It can be shown until {until}.",
    State.LAPSED: "Its time ran out on {until}. Ask again if it is still needed.",
    State.SHOWN: "It was shown, once. Ask again if it is needed again.",
    State.REFUSED: "It was refused.",
}


@dataclass(frozen=True, slots=True)
class RequestScreen:
    """One request."""

    request: Request
    now: datetime

    @property
    def title(self) -> str:
        """What the page is about."""
        return f"Request {self.request.number}"

    @property
    def state(self) -> State:
        """How far it has come."""
        return self.request.course.state(self.now)

    @property
    def colour(self) -> str:
        """The colour of the tag that says so."""
        return COLOURS.get(self.state, "grey")

    @property
    def about(self) -> str:
        """What that means for whoever asked."""
        return ABOUT[self.state].format(until=say_date(self.request.course.until))

    @property
    def may_be_shown(self) -> bool:
        """Whether the answer can be shown now."""
        return self.state is State.APPROVED

    def summary(self, *, of_somebody: bool) -> list[dict[str, object]]:
        """Return what was asked and what was decided; who asked, where that is somebody else."""
        request = self.request
        asked: dict[str, object] = {"key": "Asked", "value": say_datetime(request.course.asked_at)}
        if of_somebody:
            asked["value"] = f"{say_datetime(request.course.asked_at)}, by {request.name} ({request.organisation_code})"
        rows: list[dict[str, object]] = [
            asked,
            {"key": "Reason", "value": request.reason.words},
            {"key": "What it is about", "value": request.words},
            {"key": request.column.words, "value": "\n".join(request.pseudonyms)},
        ]
        if request.decided is not None:
            word = "Approved" if request.decided.approved else "Refused"
            rows.append({"key": word, "value": f"{say_datetime(request.decided.at)}, by {request.decided.name}"})
            rows.append({"key": "Considered", "value": request.decided.words})
        if request.course.shown_at is not None:
            found = f"{request.found or 0} of {say_count(len(request.pseudonyms), 'pseudonym')} led to somebody"
            rows.append({"key": "Shown", "value": f"{say_datetime(request.course.shown_at)}: {found}"})
        return rows


@dataclass(frozen=True, slots=True)
class RequestsScreen:
    """A page of requests: one's own, or everybody's."""

    requests: tuple[Request, ...]
    pages: Pages
    now: datetime
    of_everybody: bool

    @property
    def head(self) -> list[str]:
        """The heads of the table."""
        return ["Request", "Asked", *(["By"] if self.of_everybody else []), "Reason", "State"]

    @property
    def rows(self) -> list[list[str | Markup]]:
        """The rows of the table."""
        return [self._row(request) for request in self.requests]

    def _row(self, request: Request) -> list[str | Markup]:
        name = "plans:reidentification_decide" if self.of_everybody else "plans:reidentification"
        link = Markup('<a href="{}">Request {}</a>').format(reverse(name, args=[request.number]), request.number)
        by = [f"{request.name} ({request.organisation_code})"] if self.of_everybody else []
        state = request.course.state(self.now).words
        return [link, say_date(request.course.asked_at), *by, request.reason.words, state]


@dataclass(frozen=True, slots=True)
class AnswerScreen:
    """Who stands behind the pseudonyms: on this page, once."""

    request: Request
    found: Mapping[str, UUID]
    people: Mapping[UUID, Identity]

    @property
    def rows(self) -> list[list[str]]:
        """A row for each pseudonym, in the order in which they were given."""
        return [[each, *self._who(each)] for each in self.request.pseudonyms]

    def _who(self, pseudonym: str) -> tuple[str, str, str]:
        person = self.people.get(self.found[pseudonym]) if pseudonym in self.found else None
        if person is None:
            return "Nobody with a decision recorded here", NOT_KNOWN, NOT_KNOWN
        number = shown_number(person.nhs_number) if person.nhs_number else NOT_KNOWN
        return person.display_name, say_date(person.birth_date) or NOT_KNOWN, number
