"""What the page of a person's copies shows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.organisations.queries import directory
from accord.plans.pages.persons import Person
from accord.sharing.copies import codes
from accord.sharing.copies.contents import NO_BREAK
from accord.sharing.copies.proofs import Kind
from accord.sharing.queries.copies import CopyLine, OnPaper, Printable
from accord.web.words import say_datetime

WORDS = {
    Kind.PLAN: ("Print the plan", "On one or two sheets, with a code with which anybody can check it."),
    Kind.LARGE: ("Print it in large print", "The same words in 16 point and larger."),
    Kind.NOTICE: ("Print a notice about CPR", "One sheet with the recommendation, why it was made and who signed it."),
}
CURRENT = "Of what is current"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be printed."""

    kind: Kind

    @property
    def button(self) -> str:
        """What is pressed."""
        return WORDS[self.kind][0]

    @property
    def hint(self) -> str:
        """What comes out."""
        return WORDS[self.kind][1]


@dataclass(frozen=True, slots=True)
class VersionChoices:
    """A current version, and what can be printed of it."""

    printable: Printable

    @property
    def title(self) -> str:
        """Which version it is."""
        version = self.printable.version
        return f"{version.scope.words}, version {version.number}"

    @property
    def version_id(self) -> UUID:
        """Its id."""
        return self.printable.version.version_id

    @property
    def choices(self) -> list[Choice]:
        """What can be printed."""
        return [Choice(kind) for kind in self.printable.kinds()]


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy that was printed."""

    line: CopyLine
    where: str
    is_current: bool
    has_changed: bool
    """Whether what stood at its top is not what would stand there now."""

    @property
    def code(self) -> str:
        """The code, as it is printed."""
        return codes.shown(self.line.code).replace("-", NO_BREAK)

    @property
    def printed(self) -> str:
        """When, by whom and for which organisation."""
        where = f", {self.where}" if self.where else ""
        return f"{say_datetime(self.line.printed_at)}, {self.line.printed_name}{where}"

    @property
    def state(self) -> str:
        """Whether it may be relied on."""
        if self.line.is_revoked:
            return "Taken back or lost"
        if not self.is_current:
            return "Out of date: take it back"
        return "Of what is current, with a top that has changed: print it again" if self.has_changed else CURRENT


@dataclass(frozen=True, slots=True)
class CopiesScreen:
    """What can be printed of a person, and what was."""

    person: Person
    paper: OnPaper
    copies: tuple[CopyLine, ...]

    @property
    def title(self) -> str:
        """What the page is about."""
        return "Print a copy"

    @property
    def versions(self) -> list[VersionChoices]:
        """The current versions that may be printed."""
        return [VersionChoices(each) for each in self.paper.versions]

    @property
    def hidden(self) -> tuple[str, ...]:
        """What is kept back from whoever asks, and why."""
        return self.paper.view.hidden

    @property
    def rows(self) -> list[CopyRow]:
        """The copies that were printed, the latest first; of a restricted person's no organisation is named."""
        places = directory.by_ids(each.organisation_id for each in self.copies)
        current = {each.version.version_id for each in self.paper.versions}
        hides = self.person.identity.restricted
        named = {id_: "" if hides else place.name for id_, place in places.items()}
        return [
            CopyRow(each, named.get(each.organisation_id, ""), each.version_id in current, each.top != self.paper.top)
            for each in self.copies
        ]
