"""What the history pages show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from accord.domain.lifecycle import Step
from accord.domain.plan.wishes import Scope
from accord.plans.pages.emergency.presenters import banner_of
from accord.plans.pages.history.disclosures import Disclosure
from accord.plans.pages.history.forms import SIDES, CompareForm
from accord.plans.pages.history.steps import lines_of
from accord.plans.pages.persons import Person
from accord.plans.queries.records import Fact
from accord.plans.queries.versions import VersionLine
from accord.web.statuses import StatusBanner
from accord.web.words import say_count, say_datetime

SCOPES = {Scope.ENDURING: "Enduring plan", Scope.EPISODE: "Plan for an admission"}
COLOURS = {"Current": "green", "Current, suspended": "orange"}
IS_CURRENT, IS_SUSPENDED = COLOURS
ENDED_ON_ITS_DATE = "Ended on the date that the signer set"


def name_of(version: VersionLine) -> str:
    """Return what a version is called: which layer it is, and its number."""
    return f"{SCOPES[version.scope]}, version {version.number}"


def href_of(version: VersionLine) -> str:
    """Return the page of one version."""
    here = reverse("plans:version", args=[version.person_id, version.number])
    return f"{here}?scope={version.scope.value}" if version.scope is Scope.EPISODE else here


def compare_href(before: VersionLine, after: VersionLine) -> str:
    """Return the page that compares two versions."""
    chosen = zip(SIDES, (str(before.version_id), str(after.version_id)), strict=True)
    return f"{reverse('plans:compare', args=[after.person_id])}?{urlencode(list(chosen))}"


def state_of(version: VersionLine, disclosed: Disclosure) -> str:
    """Say what a version is now. An end date and a suspension take effect at their moment, whatever job has run."""
    standing = disclosed.standing(version)
    if standing is None:
        last = version.facts[-1].step
        return {Step.EPISODE_CLOSED: last.words, Step.ENDED: ENDED_ON_ITS_DATE}.get(last, version.status.words)
    if not standing.layer.holds(disclosed.now):
        return ENDED_ON_ITS_DATE
    return IS_SUSPENDED if standing.layer.suspension(disclosed.now) else IS_CURRENT


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in a line of the list."""

    version: VersionLine
    state: str
    before: VersionLine | None
    organisation: str

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.version)

    @property
    def href(self) -> str:
        """Its page."""
        return href_of(self.version)

    @property
    def colour(self) -> str:
        """The colour of its tag, which only adds to the words."""
        return COLOURS.get(self.state, "grey")

    @property
    def signed(self) -> str:
        """Who signed it, where and when."""
        where = f" ({self.organisation})" if self.organisation else ""
        return f"{self.version.signed_name}{where}, {say_datetime(self.version.signed_at)}"

    @property
    def changes_href(self) -> str:
        """The page of what it changed; nothing for the first of its kind."""
        return compare_href(self.before, self.version) if self.before else ""


@dataclass(frozen=True)
class HistoryScreen:
    """Every version, and every step in the order in which it was recorded, the latest first."""

    disclosed: Disclosure
    form: CompareForm

    @property
    def person(self) -> Person:
        """Whose history it is."""
        return self.disclosed.person

    @cached_property
    def versions(self) -> list[VersionRow]:
        """The versions that the reader may see."""
        return [row_of(each, self.disclosed) for each in self.disclosed.readable]

    @property
    def withheld(self) -> str:
        """That there are versions which the reader may not see, and how many."""
        count = len(self.disclosed.versions) - len(self.versions)
        return f"{say_count(count, 'version')} not shown here: not shared." if count else ""

    @property
    def hidden(self) -> StatusBanner | None:
        """What stands in the place of a history that is not shared with the reader."""
        return banner_of(self.disclosed.shown) if not self.versions and not self.disclosed.shown.is_shared else None

    @property
    def events(self) -> list[dict[str, object]]:
        """Every step, the latest first."""
        steps = sorted(_steps(self.disclosed), key=lambda each: each[1].recorded_at)
        return [event_of(version, fact, name_of(version)) for version, fact in reversed(steps)]


def row_of(version: VersionLine, disclosed: Disclosure) -> VersionRow:
    """Return a version in a line."""
    before = before_of(version, disclosed.readable)
    return VersionRow(version, state_of(version, disclosed), before, disclosed.signed_at(version))


def before_of(version: VersionLine, versions: tuple[VersionLine, ...]) -> VersionLine | None:
    """Return the version of the same scope before this one."""
    older = [each for each in versions if each.scope is version.scope and each.number < version.number]
    return max(older, key=lambda each: each.number, default=None)


def event_of(version: VersionLine, fact: Fact, name: str = "") -> dict[str, object]:
    """Return a step as the timeline shows it; with the version's name where several stand on one page."""
    title = f"{name}: {fact.step.words[:1].lower()}{fact.step.words[1:]}" if name else fact.step.words
    shown: dict[str, object] = {"title": title, "when": say_datetime(fact.recorded_at), "by": fact.recorded_name}
    shown["value"] = lines_of(version, fact)
    shown["href"] = href_of(version) if name else ""
    return shown


def _steps(disclosed: Disclosure) -> Iterator[tuple[VersionLine, Fact]]:
    for version in reversed(disclosed.readable):
        yield from ((version, fact) for fact in version.facts)
