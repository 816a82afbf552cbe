"""What the page of one version shows, and what the page that compares two shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from accord.domain.lifecycle import LIVE
from accord.domain.nhs_numbers import shown as say_number
from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.parts import PartName
from accord.plans.pages.history.disclosures import Disclosure
from accord.plans.pages.history.forms import CompareForm
from accord.plans.pages.history.presenters import (
    IS_CURRENT,
    IS_SUSPENDED,
    VersionRow,
    before_of,
    compare_href,
    event_of,
    href_of,
    name_of,
    row_of,
    state_of,
)
from accord.plans.pages.persons import Person
from accord.plans.queries.versions import VersionLine
from accord.projections.differences import differences
from accord.projections.restricted_parts import Kept, differences_as_read
from accord.projections.sections import Section, signature_rows
from accord.projections.sections.rows import Row
from accord.web.words import say_date, say_datetime

NOT_CURRENT = "This is not a current plan"


@dataclass(frozen=True)
class VersionScreen:
    """One version as it was signed, and plainly what it is now."""

    disclosed: Disclosure
    version: VersionLine
    document: SignedDocument
    sections: tuple[Section, ...]

    @property
    def person(self) -> Person:
        """Whom it is about."""
        return self.disclosed.person

    @property
    def title(self) -> str:
        """What it is called."""
        return name_of(self.version)

    @cached_property
    def state(self) -> str:
        """What it is now."""
        return state_of(self.version, self.disclosed)

    @property
    def is_current(self) -> bool:
        """Whether it is current."""
        return self.state in (IS_CURRENT, IS_SUSPENDED)

    @property
    def warning(self) -> str:
        """The heading of what must be read before anything else of a version that is not current."""
        return "" if self.is_current else f"{NOT_CURRENT}: {self.state[:1].lower()}{self.state[1:]}"

    @property
    def ended(self) -> str:
        """When it stopped being current, and who recorded that."""
        last = self.version.facts[-1]
        if self.version.status in LIVE:
            return "The date that the signer set has passed."
        return f"Since {say_datetime(last.at)}, recorded by {last.recorded_name}."

    @property
    def newer(self) -> VersionRow | None:
        """The version of the same scope that came after this one."""
        after = [
            each
            for each in self.disclosed.readable
            if each.scope is self.version.scope and each.number > self.version.number
        ]
        found = min(after, key=lambda each: each.number, default=None)
        return row_of(found, self.disclosed) if found else None

    @property
    def changes_href(self) -> str:
        """The page of what this version changed; nothing for the first."""
        before = before_of(self.version, self.disclosed.readable)
        return compare_href(before, self.version) if before else ""

    @property
    def identity(self) -> list[dict[str, object]]:
        """Who the person was, as the version was signed."""
        person = self.document.person
        return [
            {"key": "Name", "value": person.display_name},
            {"key": "Date of birth", "value": say_date(person.birth_date)},
            {"key": "NHS number", "value": say_number(person.nhs_number) if person.nhs_number else ""},
        ]

    @property
    def signature(self) -> tuple[Row, ...]:
        """Who signed it, and in which capacity."""
        return signature_rows(self.document.signature, restricted=self.disclosed.person.identity.restricted)

    @property
    def events(self) -> list[dict[str, object]]:
        """What has happened to it, the latest first."""
        return [event_of(self.version, fact) for fact in reversed(self.version.facts)]

    @property
    def sha256(self) -> str:
        """The hash that the document was signed with, and still has."""
        return self.version.sha256


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions that are compared."""

    version: VersionLine
    document: SignedDocument
    state: str
    kept: Kept

    @property
    def name(self) -> str:
        """What it is called, and when it was signed."""
        return f"{name_of(self.version)}, {say_date(self.version.signed_at)}"

    @property
    def href(self) -> str:
        """Its page."""
        return href_of(self.version)

    @property
    def signed(self) -> str:
        """Who signed it and when, and what it is now."""
        return f"{self.version.signed_name}, {say_datetime(self.version.signed_at)}. {self.state}."


@dataclass(frozen=True)
class ComparisonScreen:
    """What changed from the older of two versions to the newer, in words."""

    disclosed: Disclosure
    form: CompareForm
    before: Side
    after: Side

    @property
    def person(self) -> Person:
        """Whom it is about."""
        return self.disclosed.person

    @property
    def not_on_paper(self) -> str:
        """The part that names who is not to be told: for staff at a screen, since anybody may read a printout."""
        return PartName.SHARING.words

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parts that are kept from the reader in either version: not even whether they differ is said."""
        return [(part.words, self._kept.words(part)) for part in PartName if part in self._kept.parts]

    @cached_property
    def _kept(self) -> Kept:
        before, after = self.before.kept, self.after.kept
        return Kept(ask={**before.ask, **after.ask}, hides_places=after.hides_places)

    @cached_property
    def groups(self) -> list[tuple[str, list[dict[str, str]]]]:
        """What differs, part by part."""
        grouped: dict[str, list[dict[str, str]]] = {}
        found_all = differences(self.before.document.plan, self.after.document.plan)
        for found in differences_as_read(found_all, self._kept):
            shown = {"title": found.label, "before": found.before, "after": found.after}
            grouped.setdefault(found.part.words, []).append(shown)
        return list(grouped.items())
