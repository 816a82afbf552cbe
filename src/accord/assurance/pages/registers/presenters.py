"""Registers in words, without HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from accord.assurance.queries.registers import Line, Registers
from accord.domain.people import Identity
from accord.domain.waiting import Waited, Waiting
from accord.plans.queries.registers import Entry
from accord.soundness.expectations import Rule
from accord.web.pages import Pages
from accord.web.words import last_day, say_ago, say_count, say_date

SAYS = {
    Waiting.REVIEWS: (
        "The day on which a plan was to be reviewed has passed, and the record shows no review since. The plan stands "
        "all the same: an overdue review never ends it."
    ),
    Waiting.ENDORSEMENTS: (
        "Whoever signed was not the senior responsible clinician, or something of theirs had run out, and the record "
        "does not show an endorsement yet. The plan is in force meanwhile."
    ),
    Waiting.MOVES: (
        "The person moved with a plan that was made for elsewhere, and the record does not show that anybody has asked "
        "since whether it still stands."
    ),
    Waiting.RECORDS: (
        "A decision that limits CPR is in force, and as it was signed its record did not show something that the law "
        "or professional guidance expects. It may have happened and not been written down. A plan that is signed anew "
        "takes its place."
    ),
}
UNBROKEN = "\N{NON-BREAKING HYPHEN}"
NO_NAME = "Name not known"
_BANDS = tuple((each.words, "numeric") for each in Waited)
HEAD = (*_BANDS, ("Together", "numeric"), ("Past the day it was due", "numeric"))
DUE = frozenset({Waiting.REVIEWS, Waiting.ENDORSEMENTS})
"""Registers in which a day is due; in the others nothing can be past it."""


@dataclass(frozen=True, slots=True)
class RegistersScreen:
    """All registers."""

    held: Registers

    @property
    def head(self) -> tuple[object, ...]:
        """The columns."""
        return ("Register", *HEAD)

    @property
    def rows(self) -> list[list[object]]:
        """Each register with how much waits."""
        return [[_link(each), *_cells(each, self.held.line(each))] for each in Waiting]

    @property
    def meanings(self) -> list[dict[str, str]]:
        """What each register holds."""
        return [{"key": each.words, "value": SAYS[each]} for each in Waiting]

    @property
    def is_own(self) -> bool:
        """Whether it is one site's own."""
        return self.held.is_own


@dataclass(frozen=True, slots=True)
class RegisterScreen:
    """One register."""

    register: Waiting
    held: Registers
    rules: Sequence[tuple[Rule, int]] = ()
    rows: Sequence[dict[str, object]] = ()
    pages: Pages | None = None
    """Where in the list of people somebody is; none where nobody is named."""

    @property
    def title(self) -> str:
        """What it is."""
        return self.register.words

    @property
    def says(self) -> str:
        """What stands in it."""
        return SAYS[self.register]

    @property
    def is_own(self) -> bool:
        """Whether it is one site's own."""
        return self.held.is_own

    @property
    def head(self) -> tuple[object, ...]:
        """The columns by site."""
        return ("Site", *(HEAD if self.register in DUE else HEAD[:-1]))

    @property
    def sites(self) -> list[list[object]]:
        """What waits at each site, by its name."""
        lines = self.held.by_site(self.register)
        return [[site.name, *_cells(self.register, line)[: len(self.head) - 1]] for site, line in lines]

    @property
    def summary(self) -> str:
        """How much waits, in a sentence."""
        line = self.held.line(self.register)
        where = "" if self.is_own else f" at {say_count(len(self.sites), 'site')}"
        return f"{say_count(line.total, 'entry', 'entries')}{where}."

    @property
    def rule_head(self) -> tuple[object, ...]:
        """The columns by rule."""
        return ("Expected", "Rule", ("Records that do not show it", "numeric"))

    @property
    def rule_rows(self) -> list[list[str]]:
        """Of how many records each rule is open."""
        return [[rule.says, rule.id.replace("-", UNBROKEN), f"{number:,}"] for rule, number in self.rules]


def entry_rows(
    register: Waiting, entries: Sequence[Entry], people: Mapping[UUID, Identity], now: datetime
) -> list[dict[str, object]]:
    """Return entries as a list of work shows them: a name, a date of birth and what waits, and nothing of the plan."""
    return [_row(register, entry, people.get(entry.person_id), now) for entry in entries]


def _row(register: Waiting, entry: Entry, person: Identity | None, now: datetime) -> dict[str, object]:
    born = f"Born {say_date(person.birth_date)}. " if person and person.birth_date else ""
    is_late = entry.due_at is not None and register in DUE and last_day(entry.due_at) < timezone.localdate(now)
    return {
        "title": person.display_name if person else NO_NAME,
        "href": reverse("plans:person", args=[entry.person_id]),
        "hint": born + _what(register, entry, now),
        "status": "Overdue" if is_late else "Waiting",
        "colour": "red" if is_late else "grey",
    }


def _what(register: Waiting, entry: Entry, now: datetime) -> str:
    if register in DUE and entry.due_at is not None:
        due = last_day(entry.due_at)
        return f"Due {say_date(due)} ({say_ago(due, now)})"
    if register is Waiting.RECORDS:
        return f"Signed {say_date(entry.since)}. {say_count(entry.gaps, 'expectation')} to look at"
    return f"Asked {say_ago(entry.since, now)}"


def _cells(register: Waiting, line: Line) -> list[object]:
    overdue = f"{line.overdue:,}" if register in DUE else "–"
    return [*(f"{line.waited[each]:,}" for each in Waited), f"{line.total:,}", overdue]


def _link(register: Waiting) -> Markup:
    href = reverse("assurance:register", args=[register.value])
    return Markup('<a href="{}">{}</a>').format(href, register.words)
