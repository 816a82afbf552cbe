"""What the person page and the plan page show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.plan.wishes import Scope, SharingWishes, WithheldFromPerson
from accord.plans.actions import sharing_wishes
from accord.plans.pages.emergency.presenters import banner_of
from accord.plans.pages.persons import Person
from accord.plans.queries import restrictions
from accord.plans.queries.overviews import CurrentVersion, Overview
from accord.plans.queries.records import Records, StandingVersion
from accord.projections.confidants import may_be_told
from accord.projections.emergency import EmergencyView
from accord.projections.restricted_parts import Kept, as_read
from accord.projections.sections import Section, sections, signature_rows
from accord.projections.sections.rows import Row
from accord.web.addresses import reverse
from accord.web.statuses import BannerKind, StatusBanner
from accord.web.words import say_date, say_datetime


@dataclass(frozen=True, slots=True)
class Link:
    """Something that can be done next."""

    words: str
    href: str


@dataclass(frozen=True)
class LayerCard:
    """One current version on the page: what it says about CPR, how old it is, and what can be done with it."""

    version: CurrentVersion
    actor: Actor
    now: datetime

    @property
    def title(self) -> str:
        """Which layer it is."""
        return self.version.scope.words

    @property
    def cpr(self) -> str:
        """What it recommends about CPR."""
        return self.version.cpr.words

    @property
    def signed(self) -> str:
        """Who signed it, and when."""
        version = self.version
        return f"Version {version.number}, signed by {version.signed_name}, {say_datetime(version.signed_at)}"

    @property
    def is_suspended(self) -> bool:
        """Whether a suspension of it holds now, or is planned."""
        return any(each.until is None or each.until > self.now for each in self.version.suspensions)

    @property
    def links(self) -> list[Link]:
        """What this role may do with it."""
        steps = [
            (Permission.REVIEW_PLAN, "review", "Review"),
            (Permission.ENDORSE_PLAN, "endorse", "Endorse"),
            (Permission.SUSPEND_PLAN, "reinstate", "End or call off the suspension")
            if self.is_suspended
            else (Permission.SUSPEND_PLAN, "suspend", "Suspend for a time"),
            (Permission.POST_STATEMENT, "sharing", "May it be shared?"),
            (Permission.CANCEL_PLAN, "cancel", "Cancel"),
        ]
        return [
            Link(words, reverse(f"plans:{name}", args=[self.version.version_id]))
            for permission, name, words in steps
            if self.actor.may(permission) and not (name == "endorse" and self._needs_no_endorsement)
        ]

    @property
    def _needs_no_endorsement(self) -> bool:
        return not self.version.awaits_endorsement or self.version.signed_by == self.actor.staff_id


@dataclass(frozen=True)
class PersonScreen:
    """The person, with one unmistakable status banner."""

    person: Person
    view: EmergencyView
    overview: Overview
    actor: Actor
    now: datetime

    @property
    def title(self) -> str:
        """Whom the page is about."""
        return self.person.name

    @cached_property
    def banner(self) -> StatusBanner:
        """The one effective CPR status; a recorded death comes before it."""
        if self.view.deceased and not self.overview.versions:
            return StatusBanner(kind=BannerKind.DIED, lines=[self.view.deceased])
        return banner_of(self.view)

    @property
    def layers(self) -> list[LayerCard]:
        """The current versions that the reader may see, the one for this admission first."""
        held = sorted(self._seen, key=lambda each: each.scope is not Scope.EPISODE)
        return [LayerCard(each, self.actor, self.now) for each in held]

    @property
    def _seen(self) -> list[CurrentVersion]:
        return [each for each in self.overview.versions if each.version_id in self.view.seen]

    @property
    def may_edit(self) -> bool:
        """Whether this role writes in drafts."""
        return self.actor.may(Permission.EDIT_DRAFT)

    @property
    def writing(self) -> list[Link]:
        """The drafts that are open, each with who opened it."""
        return [
            Link(
                f"Go on with the draft of {each.scope.words[:1].lower() + each.scope.words[1:]}"
                f" (opened by {each.opened_name})",
                reverse("plans:draft", args=[each.draft_id]),
            )
            for each in self.overview.drafts
        ]

    @property
    def beginnings(self) -> list[tuple[str, str]]:
        """The drafts that can be begun: scope and words. An episode layer only during an admission."""
        if not self.may_edit:
            return []
        current = {each.scope for each in self.overview.versions}
        writing = {each.scope for each in self.overview.drafts}
        offered = [Scope.ENDURING] + ([Scope.EPISODE] if self.person.identity.admission else [])
        words = {
            Scope.ENDURING: ("Write a plan", "Change the enduring plan: write a new version"),
            Scope.EPISODE: (
                "Write a plan for this admission",
                "Change the plan for this admission: write a new version",
            ),
        }
        return [(scope.value, words[scope][scope in current]) for scope in offered if scope not in writing]

    @property
    def links(self) -> list[Link]:
        """Everything else about this person, as far as the role allows."""
        offered = [
            (Permission.VIEW_PLAN, "The plan in full", "plan"),
            (Permission.VIEW_PLAN, f"Conversations ({self.overview.conversations})", "conversations"),
            (Permission.VIEW_PLAN, f"Legal documents ({self.overview.instruments})", "legal"),
            (Permission.VIEW_PLAN, "History: every version and what changed", "history"),
            (Permission.VIEW_PLAN, f"Reported from elsewhere ({self.overview.reports})", "reports"),
            (Permission.VIEW_EMERGENCY, "The emergency screen", "emergency_person"),
            (Permission.POST_STATEMENT, "The person now says …", "statement_post"),
            (Permission.REPORT_PAPER, "A paper form was seen here", "paper_report"),
            (Permission.MOVE_PERSON, "Record a move: admission, discharge, transfer", "move"),
            (Permission.EDIT_PERSON, self._death_words, "death"),
        ]
        shown = [
            Link(words, reverse(f"plans:{name}", args=[self.person.id]))
            for permission, words, name in offered
            if self.actor.may(permission) and (name != "plan" or self._seen)
        ]
        above = links_of(settings.ACCORD_PLAN_LINKS if self._seen else (), self.person, self.actor)
        return [*shown[:1], *above, *shown[1:], *links_of(settings.ACCORD_RECORD_LINKS, self.person, self.actor)]

    @property
    def _death_words(self) -> str:
        return "Change or take back the recorded death" if self.person.identity.has_died else "Record a death"

    @property
    def person_links(self) -> list[Link]:
        """The pages of the person's own details, and of who looks after them."""
        offered = [
            (Permission.EDIT_PERSON, "Name, address and other details", "people:details"),
            (Permission.RECORD_CONVERSATION, "Contacts", "people:contacts"),
            (Permission.EDIT_PERSON, "Needs and adjustments", "people:needs"),
            (Permission.EDIT_PERSON, "Equality monitoring", "people:characteristics"),
            (Permission.RECORD_RELATIONSHIP, "Who looks after them", "relationships:all"),
            (Permission.VIEW_PLAN, "Who looked at this record", "looks:lookers"),
        ]
        return [
            Link(words, reverse(name, args=[self.person.id]))
            for permission, words, name in offered
            if self.actor.may(permission)
        ]


def links_of(named: Iterable[tuple[str, str, str]], person: Person, actor: Actor) -> list[Link]:
    """Return what a room above does with a plan or a record; the settings name its pages."""
    return [
        Link(words, reverse(name, args=[person.id]))
        for words, name, permission in named
        if actor.may(Permission(permission))
    ]


def say_kept(wishes: SharingWishes | None, today: date) -> str:
    """Say whether anything is kept from the person today, of a plan that says so."""
    if wishes is None or not wishes.is_withheld:
        return ""
    if wishes.withheld_on(today) is not WithheldFromPerson.NO and wishes.withheld_until:
        return f"Until {say_date(wishes.withheld_until)} it is kept from the person. After that they may see it."
    return "The person may see all of it now: nothing is kept from them without a reason, or after its end date."


@dataclass(frozen=True)
class PlanPart:
    """One current version in words."""

    version: StandingVersion
    person: Person
    sharing: SharingWishes | None
    kept: Kept

    @property
    def title(self) -> str:
        """Which layer it is, and its number."""
        return f"{self.version.scope.words}, version {self.version.number}"

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every part, in words; one that nobody filled says so."""
        document = self.version.document
        # Whom one plan keeps out is kept out of the other's contacts too.
        shown = sections(document.plan, contacts=may_be_told(document.person.contacts, self.sharing))
        return as_read(shown, self.kept)

    @property
    def kept_from_person(self) -> str:
        """Whether any of it is kept from the person today; after its end date nothing is, with nobody's help."""
        return say_kept(self.version.document.plan.sharing, timezone.localdate())

    @property
    def signature(self) -> tuple[Row, ...]:
        """Who signed it, and what followed."""
        return tuple(signature_rows(self.version.document.signature, restricted=self.person.identity.restricted))


@dataclass(frozen=True)
class PlanScreen:
    """The current plan in full: the layer for this admission first, then the enduring one."""

    person: Person
    view: EmergencyView
    records: Records
    actor: Actor

    @property
    def title(self) -> str:
        """Whose plan it is."""
        return f"Plan of {self.person.name}"

    @property
    def banner(self) -> StatusBanner:
        """The one effective CPR status."""
        return banner_of(self.view)

    @property
    def links(self) -> list[Link]:
        """What a room above does with the plan, where there is one to be seen."""
        return links_of(settings.ACCORD_PLAN_LINKS, self.person, self.actor) if self.parts else []

    @property
    def parts(self) -> list[PlanPart]:
        """The current versions that the reader may see."""
        seen = [each for each in self.records.layers if each.version_id in self.view.seen]
        in_order = sorted(seen, key=lambda each: each.scope is not Scope.EPISODE)
        sharing = sharing_wishes.latest(self.records)
        return [PlanPart(each, self.person, sharing, self._kept(each)) for each in in_order]

    def _kept(self, version: StandingVersion) -> Kept:
        document, person = version.document, self.person.identity
        return restrictions.of_version(document, version.scope, self.records, person, self.actor)
