"""What is recorded of one person over the years: plans with their lives, conversations, statements, drafts, reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.domain.lifecycle import Step
from accord.domain.plan.documents import Legal, Plan, SignedDocument
from accord.domain.plan.people_involved import Conversation
from accord.domain.plan.wishes import Scope
from accord.domain.statements import Says, Speaker
from accord.synth.people import Person, SiteStay
from accord.synth.workforce import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A step in a version's life after its signature. No `by` means that the clock brought it."""

    step: Step
    at: datetime
    by: StaffMember | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedVersion:
    """A signed version, by whom, and what became of it."""

    version_id: UUID
    scope: Scope
    number: int
    document: SignedDocument
    signer: StaffMember
    later: tuple[Later, ...] = ()
    replaces: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTalk:
    """A conversation as somebody recorded it."""

    conversation: Conversation
    by: StaffMember
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedStatement:
    """“The person now says …”, posted by somebody; with the answer's words where it was answered."""

    says: Says
    words: str
    heard_from: Speaker
    by: StaffMember
    at: datetime
    answer: str = ""
    answered_by: StaffMember | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft that somebody has begun: the parts that are filled."""

    plan: Plan
    by: StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPaper:
    """A paper form that somebody saw: what it says, and where it is."""

    words: str
    location: str
    decided_by: str
    by: StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One person and all that is recorded of them, in order of time.

    `admitted_later` is the admission, among their stays, that is recorded after their plans: it raises tasks.
    """

    person: Person
    versions: tuple[SignedVersion, ...] = ()
    talks: tuple[HeldTalk, ...] = ()
    legal: Legal = field(default_factory=Legal)
    legal_by: StaffMember | None = None
    statement: PostedStatement | None = None
    draft: OpenDraft | None = None
    paper: SeenPaper | None = None
    admitted_later: SiteStay | None = None

    @property
    def has_plan(self) -> bool:
        """Whether a plan was ever signed here."""
        return bool(self.versions)

    @property
    def has_records(self) -> bool:
        """Whether anything at all is recorded of plans: a version, a conversation or a statement."""
        return bool(self.versions or self.talks or self.statement)

    @property
    def current(self) -> tuple[SignedVersion, ...]:
        """The versions that are current: nothing has ended them."""
        over = {Step.SUPERSEDED, Step.CANCELLED, Step.ENDED, Step.EPISODE_CLOSED, Step.DIED}
        return tuple(each for each in self.versions if not any(later.step in over for later in each.later))
