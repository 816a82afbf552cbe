"""What a bulk load takes: a person with everything that is recorded of them, already decided and dated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.lifecycle import Status, Step, advance
from accord.domain.people import Characteristics, Identity
from accord.domain.plan.documents import Legal, SignedDocument
from accord.domain.plan.people_involved import Conversation
from accord.domain.plan.wishes import Scope
from accord.domain.statements import Says, Speaker
from accord.plans.actions.attributions import THE_CLOCK
from accord.plans.queries.records import Fact
from accord.projections.facts import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedStep:
    """A step in a version's life after its signature. No `by` means that the clock brought it."""

    step: Step
    at: datetime
    by: Actor | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    def as_fact(self) -> Fact:
        """Return the step as a fact."""
        name = self.by.name if self.by else THE_CLOCK
        return Fact(step=self.step, at=self.at, detail=self.detail, recorded_at=self.at, recorded_name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedVersion:
    """A signed document, by whom, its number in its scope, and what became of it."""

    version_id: UUID
    document: SignedDocument
    by: Actor
    number: int
    replaces: UUID | None = None
    later: tuple[LoadedStep, ...] = ()

    @property
    def scope(self) -> Scope:
        """The scope that the document is for."""
        setting = self.document.plan.setting
        return setting.scope if setting else Scope.ENDURING

    @property
    def steps(self) -> tuple[LoadedStep, ...]:
        """All steps, the signature first."""
        return (LoadedStep(step=Step.SIGNED, at=self.document.signature.signed_at, by=self.by), *self.later)

    @property
    def status(self) -> Status:
        """What the version is by now. Raises `Refused` where the steps could not have happened."""
        status = Status.DRAFT
        for step in self.steps:
            status = advance(status, step.step)
        return status


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTalk:
    """A conversation as somebody recorded it."""

    conversation: Conversation
    by: Actor
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedLegal:
    """The person's legal documents as somebody recorded them."""

    legal: Legal
    by: Actor
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedStatement:
    """“The person now says …”, answered or not."""

    says: Says
    words: str
    heard_from: Speaker
    by: Actor
    at: datetime
    answer: str = ""
    answered_by: Actor | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPerson:
    """One person, where they are cared for, and all that is recorded of their plans."""

    person: Identity
    characteristics: Characteristics = field(default_factory=Characteristics)
    site: Site = field(default_factory=Site)
    versions: tuple[LoadedVersion, ...] = ()
    talks: tuple[LoadedTalk, ...] = ()
    legal: LoadedLegal | None = None
    statements: tuple[LoadedStatement, ...] = ()
