"""What is shown of a plan from elsewhere: always as reported, with what contradicts itself and what found no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from accord.access.submissions import token
from accord.domain.authority import Actor, Permission
from accord.domain.json_documents import Unplaced
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import SharingWishes
from accord.domain.respect_flat.reported_plans import CONFIRMATIONS, CONTACTS, LEGAL, SIGNATURES, SOURCE
from accord.plans.pages.emergency.presenters import banner_of
from accord.plans.pages.persons import Person
from accord.plans.pages.reports.form_words import lines_of
from accord.plans.queries import restrictions
from accord.plans.queries.drafts import OpenDraft
from accord.plans.queries.records import Records, Report
from accord.plans.queries.reports import SettledReport
from accord.projections.emergency import EmergencyView, ReportSheet, may_see
from accord.projections.emergency import Reported as ReportedNow
from accord.projections.restricted_parts import Kept, as_read
from accord.projections.sections import Section, sections
from accord.web.statuses import StatusBanner
from accord.web.words import say_datetime

OF_THE_FORM = {
    SOURCE: "Where the form comes from",
    SIGNATURES: "Signatures on the form",
    CONFIRMATIONS: "Confirmed since, as the form says",
    LEGAL: "Legal authority, as the form says",
    CONTACTS: "Contacts on the form",
}
"""What a form says of itself, which is no part of a plan of ours."""


@dataclass(frozen=True)
class ReportCard:
    """One plan reported from elsewhere."""

    report: Report
    now: ReportedNow | None
    actor: Actor
    open_drafts: frozenset[UUID]
    kept: Kept

    @property
    def id(self) -> UUID:
        """Its id, for addresses and anchors."""
        return self.report.report_id

    @property
    def title(self) -> str:
        """How it came to be known."""
        return self.report.kind.words

    @property
    def reported(self) -> str:
        """By whom and when it was reported, and that it is not confirmed here."""
        return self.now.reported if self.now else f"Reported by {self.report.source}, not confirmed here"

    @property
    def cpr(self) -> str:
        """What it says about CPR, as reported."""
        if self.report.says:
            return f"It says: {self.report.says}"
        said = self.report.plan.cpr
        if said is None or said.recommended is CprRecommendation.NONE:
            return "It says nothing here about CPR."
        return f"It says: {said.recommended.words}"

    @property
    def contradictions(self) -> tuple[str, ...]:
        """What in it cannot all be so, and where it differs from what was signed here."""
        return self.now.contradictions if self.now else self.report.contradictions

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """Each item that found no place here, with why."""
        return self.report.unplaced

    @property
    def rows(self) -> list[dict[str, object]]:
        """What whoever reported it wrote."""
        held = {"In its words": self.report.words, "Where the form is": self.report.location}
        held["Signed by, as it says"] = str(self.report.content.get("decided_by") or "")
        return [{"key": key, "value": value} for key, value in held.items() if value]

    @cached_property
    def sections(self) -> list[Section]:
        """What was read of it, part by part."""
        filled = [section for section in sections(self.report.plan) if not section.is_empty]
        return list(as_read(filled, self.kept))

    @property
    def of_the_form(self) -> list[tuple[str, list[str]]]:
        """What the form says of itself: who signed it, whom to call."""
        return [(title, lines) for title, lines in _form_groups(self.report.content.get("form") or {}) if lines]

    @property
    def is_being_confirmed(self) -> bool:
        """Whether a draft to confirm it is open."""
        return self.report.draft_id in self.open_drafts

    @property
    def submission(self) -> str:
        """A token for the form of this one report."""
        return token()

    @property
    def may_settle(self) -> bool:
        """Whether this role confirms a report, or sets it aside."""
        return self.actor.may(Permission.SIGN_PLAN)


@dataclass(frozen=True, slots=True)
class SettledCard:
    """One report that somebody settled, in a few lines."""

    settled: SettledReport

    @property
    def title(self) -> str:
        """How it came to be known."""
        return self.settled.report.kind.words

    @property
    def rows(self) -> list[dict[str, object]]:
        """What it was, and what became of it, by whom and why."""
        held = self.settled
        shown = {
            "Reported by": f"{held.report.reported_by or held.report.source}, {say_datetime(held.report.reported_at)}",
            "What became of it": held.settlement.words,
            "By": f"{held.settled_by}, {say_datetime(held.settled_at)}",
            "Why": held.why,
        }
        return [{"key": key, "value": value} for key, value in shown.items() if value]


@dataclass(frozen=True)
class ReportsScreen:
    """Every plan reported from elsewhere: first what nobody has settled yet."""

    person: Person
    view: EmergencyView
    records: Records
    drafts: tuple[OpenDraft, ...]
    actor: Actor
    ended: tuple[SettledReport, ...] = ()

    @property
    def settled(self) -> list[SettledCard]:
        """The reports that were confirmed or set aside, of those that the reader may see."""
        return [SettledCard(each) for each in self.ended if self._may_see(each.report)]

    @property
    def cards(self) -> list[ReportCard]:
        """The reports that the reader may see, the latest first."""
        readable = [each for each in self.records.reports if self._may_see(each)]
        shown = self.view.reported if len(self.view.reported) == len(readable) else ()
        beside = shown or (None,) * len(readable)
        open_drafts = frozenset(each.draft_id for each in self.drafts)
        pairs = zip(readable, beside, strict=True)
        return [ReportCard(report, now, self.actor, open_drafts, self._kept(report)) for report, now in pairs][::-1]

    def _kept(self, report: Report) -> Kept:
        return restrictions.of_report(report, self.records, self.person.identity, self.actor)

    def _may_see(self, report: Report) -> bool:
        return may_see_report(report, self.person, self.actor)

    @property
    def hidden(self) -> StatusBanner | None:
        """What stands in their place for a reader with whom the plan is not shared."""
        return None if self.view.is_shared else banner_of(self.view)

    @property
    def may_report(self) -> bool:
        """Whether this role reports a form."""
        return self.actor.may(Permission.REPORT_PAPER)


def may_see_report(report: Report, person: Person, actor: Actor) -> bool:
    """Return whether somebody may see a report: one of a plan that the person objects to sharing, its signer alone."""
    held = ReportSheet(
        reported=report.source,
        consent=(report.plan.sharing or SharingWishes()).consent,
        organisation_code=str(report.content.get("organisation_code") or ""),
    )
    return may_see(held, person.identity, actor.organisation_code)


def _form_groups(form: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name, title in OF_THE_FORM.items():
        yield title, lines_of(form.get(name) or {})
