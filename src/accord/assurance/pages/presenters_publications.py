"""Publications in words: the list, and exactly what one would release."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from markupsafe import Markup

from accord.access.submissions import token
from accord.assurance.publications.figures import Place
from accord.assurance.publications.packages import FIGURES, MEANING, PAGE, Table, read_figures, sha256_of, tables
from accord.assurance.publications.publications import Because
from accord.assurance.queries.publication_requests import Asked
from accord.assurance.queries.publications import Held, State
from accord.assurance.runs import sayings
from accord.soundness.measures.breakdowns import BREAKDOWNS
from accord.soundness.measures.catalogue import BY_ID
from accord.web.forms import Form
from accord.web.pages import Pages
from accord.web.words import say_count, say_datetime

COLOURS = {State.WAITING: "yellow", State.RELEASED: "green", State.DECLINED: "grey"}
TYPES = {FIGURES: "text/csv", MEANING: "application/json", PAGE: "text/html"}
WORDS = {
    FIGURES: "The figures, for a spreadsheet",
    MEANING: "What they mean, for a program",
    PAGE: "A page for people",
}
_BREAKDOWNS = {each.name: each.words for each in reversed(BREAKDOWNS)}


@dataclass(frozen=True, slots=True)
class File:
    """One file of a publication."""

    name: str
    text: str
    href: str

    @property
    def words(self) -> str:
        """What it is."""
        return WORDS[self.name]

    @property
    def sha256(self) -> str:
        """Its SHA-256."""
        return sha256_of(self.text)

    @property
    def size(self) -> str:
        """How large it is."""
        return say_count(len(self.text.encode()), "byte")


def files(held: Held) -> dict[str, File]:
    """Return the files of a publication by name."""
    package = held.package
    texts = {FIGURES: package.figures, MEANING: package.meaning, PAGE: package.page}
    return {
        name: File(name, text, reverse("assurance:publication_file", args=[held.id, name]))
        for name, text in texts.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationsScreen:
    """A page of publications, newest first."""

    place: str
    publications: tuple[Held, ...]
    pages: Pages
    asked: tuple[Asked, ...]
    """Those that are not ready."""
    may_prepare: bool

    @property
    def rows(self) -> list[list[str | Markup]]:
        """The rows of the table."""
        return [self._row(held) for held in self.publications]

    @property
    def asked_rows(self) -> list[list[str | Markup]]:
        """The rows of those that are not ready."""
        return [
            [link_to(each), say_count(len(each.measures), "measure"), say_asked(each), each.making.words]
            for each in self.asked
        ]

    def _row(self, held: Held) -> list[str | Markup]:
        ready = f"{say_datetime(held.prepared_at)}, by {held.prepared_name}"
        return [link_to(held), say_count(len(held.measures), "measure"), ready, held.state.words]


def chosen_rows(held: Held | Asked) -> list[dict[str, object]]:
    """Return what was chosen, in two rows."""
    return [
        {"key": "Measures", "value": "\n".join(BY_ID[each].name for each in held.measures)},
        {"key": "Broken down by", "value": "\n".join(_BREAKDOWNS[each] for each in held.breakdowns) or "Nothing"},
    ]


@dataclass(frozen=True, kw_only=True)
class PublicationScreen:
    """Exactly what would leave, or has left."""

    held: Held
    may_decide: bool
    is_own: bool
    form: Form | None = None
    submission: str = field(default_factory=token)

    @property
    def title(self) -> str:
        """What the page is about."""
        return f"Publication: {say_period(self.held)}"

    @property
    def colour(self) -> str:
        """The colour of the tag that says how far it has come."""
        return COLOURS[self.held.state]

    @property
    def is_released(self) -> bool:
        """Whether it has left."""
        return self.held.state is State.RELEASED

    @cached_property
    def meaning(self) -> dict[str, list[dict[str, str]]]:
        """What the file about the figures says."""
        found: dict[str, list[dict[str, str]]] = json.loads(self.held.package.meaning)
        return found

    @property
    def summary(self) -> list[dict[str, object]]:
        """What it is of, who made it ready, and what was decided."""
        held = self.held
        rows: list[dict[str, object]] = [
            {"key": "Made ready", "value": f"{say_datetime(held.prepared_at)}, by {held.prepared_name}"},
            *chosen_rows(held),
            {"key": "SHA-256", "value": Markup('<code class="app-hash">{}</code>').format(held.sha256)},
        ]
        if held.outcome is not None:
            word = "Released" if held.outcome.released else "Declined"
            rows.append({"key": word, "value": f"{say_datetime(held.outcome.at)}, by {held.outcome.name}"})
        if held.outcome is not None and held.outcome.words:
            rows.append({"key": "Why", "value": held.outcome.words})
        return rows

    @property
    def tables(self) -> list[Table]:
        """The figures, each measure by each breakdown, read from the very file that would leave."""
        return tables(read_figures(self.held.package.figures))

    @property
    def held_back(self) -> list[list[str]]:
        """What is held back, and why."""
        return [
            [BY_ID[each["measure_id"]].name, *_group(each), _sentence(Because(each["because"]).words)]
            for each in self.meaning["held_back"]
        ]

    @property
    def left_out(self) -> list[list[str]]:
        """What was chosen and has no figures, and why."""
        return [
            [BY_ID[each["measure_id"]].name, _BREAKDOWNS[each["breakdown"]], _sentence(each["why"])]
            for each in self.meaning["left_out"]
        ]

    @property
    def files(self) -> list[File]:
        """The files themselves."""
        return list(files(self.held).values())


def link_to(held: Held | Asked) -> Markup:
    """Return the link to a publication, by its months."""
    return Markup('<a href="{}">{}</a>').format(reverse("assurance:publication", args=[held.id]), say_period(held))


def say_asked(asked: Asked) -> str:
    """Return when it was asked for, and by whom."""
    return f"{say_datetime(asked.asked_at)}, by {asked.asked_name}"


def say_period(held: Held | Asked) -> str:
    """Return the months that it is of."""
    first, last = sayings.month(f"{held.period.since:%Y-%m}"), sayings.month(f"{held.period.until:%Y-%m}")
    return first if first == last else f"{first} to {last}"


def _group(row: dict[str, str]) -> tuple[str, str]:
    place = Place(row["measure_id"], row["breakdown"], row["value"])
    return _BREAKDOWNS[place.breakdown], sayings.group(place.breakdown, place.value, {})


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
