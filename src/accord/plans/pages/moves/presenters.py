"""What is shown beside the questions about a move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.domain.people import Identity, Stay
from accord.domain.plan.parts import PartName
from accord.plans.pages.persons import Person
from accord.plans.pages.work.rows import move_words
from accord.plans.queries.versions import VersionLine
from accord.plans.queries.work import TaskView
from accord.projections.sections import Section
from accord.web.words import say_date, say_datetime

RECOMMENDING = {
    PartName.CPR: frozenset({"recommendation", "modified_words", "basis", "rationale"}),
    PartName.TREATMENTS: frozenset({"focus", "escalation", "guidance", "guidance_words", "recommendations"}),
}
"""What of a plan recommends something; how it was weighed is on the plan's own page."""
NOT_SHOWN = "Not shown: this is a restricted record."
NOT_KNOWN = "At home, as far as this record shows"


def where_now(person: Identity) -> str:
    """Say where a person is now, as far as the record shows and may show."""
    stay = person.current_stay
    if stay is None:
        return NOT_KNOWN
    if not stay.site_name:
        return NOT_SHOWN
    return _at(stay)


def where_before(person: Identity) -> list[str]:
    """Say where a person was before, the latest stay first; nothing of a restricted record."""
    ended = sorted((each for each in person.stays if each.end), key=lambda each: each.start, reverse=True)
    return [_was_at(each) for each in ended if each.site_name]


def where_rows(person: Identity) -> tuple[dict[str, object], ...]:
    """Return where a person is now and, where that is known, was before."""
    before = where_before(person)
    now: dict[str, object] = {"key": "Where they are now", "value": where_now(person)}
    return (now, {"key": "Where they were before", "value": before}) if before else (now,)


@dataclass(frozen=True, slots=True)
class Answered:
    """The plan that is answered for: what it recommends, and the move that asks."""

    person: Person
    version: VersionLine
    sections: tuple[Section, ...]
    task: TaskView

    @property
    def summary(self) -> tuple[dict[str, object], ...]:
        """Everything that must be read before answering, in rows."""
        return (
            {"key": "Move", "value": self._move},
            {"key": "Where they are now", "value": where_now(self.person.identity)},
            {"key": "Plan", "value": f"{self.version.scope.words} (version {self.version.number})"},
            {"key": "Signed", "value": f"{self.version.signed_name}, {say_datetime(self.version.signed_at)}"},
            *self._recommendations(),
        )

    def _recommendations(self) -> Iterator[dict[str, object]]:
        for section in self.sections:
            wanted = RECOMMENDING.get(section.part, frozenset())
            for row in section.rows:
                if row.field in wanted:
                    yield {"key": row.label, "value": list(row.items) or row.text}

    @property
    def _move(self) -> str:
        stay = next((each for each in self.person.identity.stays if each.id == self.task.subject_id), None)
        when = (stay.end or stay.start) if stay else self.task.raised_at
        return f"{move_words(self.task)}, {say_datetime(when)}"


def _was_at(stay: Stay) -> str:
    return f"{stay.site_name} ({stay.kind.words.lower()}), {say_date(stay.start)} to {say_date(stay.end)}"


def _at(stay: Stay) -> str:
    return f"{stay.site_name} ({stay.kind.words.lower()}), since {say_datetime(stay.start)}"
