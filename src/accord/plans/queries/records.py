"""Everything that stands for a person in this room, in one statement: layers, statements, reports, conversations, law.

The person page shows it, the emergency sheet is made from it, and a version takes its copies from it as it is signed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from accord.domain.codec import from_json
from accord.domain.json_documents import Unplaced
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.lpa import LastingPower
from accord.domain.lifecycle import Status, Step
from accord.domain.moments import Moment
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import Legal, Plan, SignedDocument
from accord.domain.plan.people_involved import Conversation
from accord.domain.plan.wishes import Scope, SharingWishes
from accord.domain.standing import Layer, Suspension
from accord.domain.statements import Says, Speaker, Statement
from accord.organisations.queries import directory
from accord.plans.models import Fact as FactRow
from accord.plans.models import InstrumentKind, ReportKind
from accord.plans.queries import consents
from accord.privileges import openings
from accord.privileges.prepared import prepared_cursor

OF_PERSON = """
    /* plans: all that stands for one person, each kind as one JSON list */
    SELECT layers, statements, reports, conversations, instruments, sharing FROM accord_read_records(%s)
"""
INSTRUMENTS: dict[InstrumentKind, type] = {
    InstrumentKind.ADRT: AdvanceDecision,
    InstrumentKind.LPA: LastingPower,
    InstrumentKind.DEPUTY: Deputy,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A step in a version's life, as it was appended."""

    step: Step
    at: datetime
    detail: Mapping[str, Any]
    recorded_at: datetime
    recorded_name: str


@dataclass(frozen=True, kw_only=True)
class StandingVersion:
    """A version that is current, with its steps. `document` is read when somebody first asks for it, and once."""

    version_id: UUID
    scope: Scope
    number: int
    status: Status
    facts: tuple[Fact, ...]
    held: Mapping[str, Any]

    @cached_property
    def document(self) -> SignedDocument:
        """The signed document, with what the person said since of sharing it."""
        said = (fact.detail for fact in self.facts if fact.step is Step.SHARING_CHANGED)
        return consents.as_said(from_json(SignedDocument, self.held), consents.last_of(said))

    @property
    def layer(self) -> Layer:
        """What this version puts over or under the other, for the one effective CPR status."""
        return layer_of(self.version_id, self.number, self.document, self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A plan reported from elsewhere, not confirmed here."""

    report_id: UUID
    kind: ReportKind
    source: str
    reported_at: datetime
    reported_by: str
    content: Mapping[str, Any]
    contradictions: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]
    draft_id: UUID | None

    @property
    def plan(self) -> Plan:
        """What was read of it, in the words of a plan."""
        return from_json(Plan, self.content.get("plan") or {}, "report")

    @property
    def words(self) -> str:
        """What whoever reported it added."""
        return str(self.content.get("words") or "")

    @property
    def says(self) -> str:
        """What it says about CPR where that is none of our recommendations."""
        return str(self.content.get("says") or "")

    @property
    def decided_at(self) -> Moment | None:
        """When it says that it was decided, where that stands in no part of it."""
        held = self.content.get("decided_at")
        return Moment.read(held) if held else None

    @property
    def location(self) -> str:
        """Where the paper is."""
        return str(self.content.get("location") or "")


@dataclass(frozen=True, kw_only=True)
class RecordedConversation:
    """A conversation as it stands, with who recorded it; `corrects` where it takes the place of an earlier record.

    `conversation` is read when somebody first asks for it.
    """

    conversation_id: UUID
    recorded_at: datetime
    recorded_name: str
    organisation_code: str
    corrects: UUID | None
    held: Mapping[str, Any]

    @cached_property
    def conversation(self) -> Conversation:
        """What was recorded."""
        return from_json(Conversation, self.held, "conversation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A legal document as it stands: the highest revision, and who recorded it."""

    instrument_id: UUID
    kind: InstrumentKind
    revision: int
    uid: str
    value: AdvanceDecision | LastingPower | Deputy
    recorded_at: datetime
    recorded_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedWishes:
    """Wishes about sharing, with the scope and the time of the signature under them."""

    scope: Scope
    signed_at: datetime
    wishes: SharingWishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that stands for a person in this room."""

    layers: tuple[StandingVersion, ...]
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    conversations: tuple[RecordedConversation, ...]
    instruments: tuple[Instrument, ...]
    sharing: tuple[DatedWishes, ...] = ()
    """The latest wishes about sharing of each scope, whether or not the plan that held them is current."""

    @property
    def legal(self) -> Legal:
        """The legal documents as they stand now."""
        values = [each.value for each in self.instruments]
        return Legal(
            advance_decisions=tuple(value for value in values if isinstance(value, AdvanceDecision)),
            lasting_powers=tuple(value for value in values if isinstance(value, LastingPower)),
            deputies=tuple(value for value in values if isinstance(value, Deputy)),
        )

    def layer(self, scope: Scope) -> StandingVersion | None:
        """Return the current version of a scope, if there is one."""
        return next((each for each in self.layers if each.scope is scope), None)


def of(person_id: UUID) -> Records:
    """Return all that stands for a person."""
    with prepared_cursor() as cursor:
        cursor.execute(OF_PERSON, [openings.ticket(person_id)])
        layers, statements, reports, conversations, instruments, sharing = (
            json.loads(column) if column else [] for column in cursor.fetchone()
        )
    return Records(
        layers=tuple(_layer(row) for row in layers),
        statements=statements_from(statements),
        reports=tuple(_report(row) for row in reports),
        conversations=tuple(_conversation(row) for row in conversations),
        instruments=tuple(_instrument(row) for row in instruments),
        sharing=tuple(_wishes(row) for row in sharing),
    )


def layer_of(version_id: UUID, number: int, document: SignedDocument, facts: tuple[Fact, ...]) -> Layer:
    """Return the layer that a version is, with the suspensions that its facts tell of."""
    plan = document.plan
    return Layer(
        version_id=version_id,
        scope=plan.setting.scope if plan.setting else Scope.ENDURING,
        number=number,
        cpr=plan.cpr.recommended if plan.cpr else CprRecommendation.NONE,
        signed_at=document.signature.signed_at,
        ends_at=plan.setting.ends_at if plan.setting else None,
        suspensions=suspensions_of(facts),
    )


def suspensions_of(facts: tuple[Fact, ...]) -> tuple[Suspension, ...]:
    """Return the suspensions that nobody has lifted yet. One is lifted by the reinstatement that follows it."""
    standing: list[Suspension] = []
    for fact in facts:
        if fact.step is Step.SUSPENDED:
            until = fact.detail.get("until")
            standing.append(
                Suspension(
                    from_at=fact.at,
                    until=datetime.fromisoformat(until) if until else None,
                    why=fact.detail.get("why", ""),
                )
            )
        elif fact.step is Step.REINSTATED:
            standing.clear()
    return tuple(standing)


def fact_of(row: FactRow) -> Fact:
    """Return a fact as the other queries speak of it."""
    return Fact(
        step=Step(row.step),
        at=row.at,
        detail=row.detail,
        recorded_at=row.recorded_at,
        recorded_name=row.recorded_name,
    )


def _layer(row: Mapping[str, Any]) -> StandingVersion:
    return StandingVersion(
        version_id=UUID(row["version_id"]),
        scope=Scope(row["scope"]),
        number=row["number"],
        status=Status(row["status"]),
        facts=tuple(fact_from(fact) for fact in row["facts"] or ()),
        held=row["document"],
    )


def fact_from(row: Mapping[str, Any]) -> Fact:
    """Return a fact as the statements of this room write it."""
    return Fact(
        step=Step(row["step"]),
        at=datetime.fromisoformat(row["at"]),
        detail=row["detail"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        recorded_name=row["recorded_name"],
    )


def statements_from(rows: Sequence[Mapping[str, Any]]) -> tuple[Statement, ...]:
    """Return the statements, each with the name of the organisation for which it was posted; few people have any."""
    if not rows:
        return ()
    posted_for = directory.by_codes(row["recorded_organisation"] for row in rows)
    names = {code: organisation.name for code, organisation in posted_for.items()}
    return tuple(_statement(row, names.get(row["recorded_organisation"], "")) for row in rows)


def _statement(row: Mapping[str, Any], organisation: str) -> Statement:
    return Statement(
        statement_id=UUID(row["id"]),
        says=Says(row["says"]),
        words=row["words"],
        heard_from=Speaker(row["heard_from"]),
        posted_at=datetime.fromisoformat(row["recorded_at"]),
        posted_by=row["recorded_name"],
        posted_role=row["posted_role"],
        organisation=organisation or row["recorded_organisation"],
    )


def _report(row: Mapping[str, Any]) -> Report:
    return Report(
        report_id=UUID(row["id"]),
        kind=ReportKind(row["kind"]),
        source=row["source"],
        reported_at=datetime.fromisoformat(row["recorded_at"]),
        reported_by=row["recorded_name"],
        content=row["content"],
        contradictions=tuple(row["contradictions"]),
        unplaced=tuple(from_json(Unplaced, each) for each in row["unplaced"]),
        draft_id=UUID(row["draft_id"]) if row["draft_id"] else None,
    )


def _conversation(row: Mapping[str, Any]) -> RecordedConversation:
    return RecordedConversation(
        conversation_id=UUID(row["id"]),
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        recorded_name=row["recorded_name"],
        organisation_code=row["recorded_organisation"],
        corrects=UUID(row["corrects"]) if row["corrects"] else None,
        held=row["content"],
    )


def _instrument(row: Mapping[str, Any]) -> Instrument:
    kind = InstrumentKind(row["kind"])
    return Instrument(
        instrument_id=UUID(row["instrument_id"]),
        kind=kind,
        revision=row["revision"],
        uid=row["uid"],
        value=from_json(INSTRUMENTS[kind], row["content"], kind.value),
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        recorded_name=row["recorded_name"],
    )


def _wishes(row: Mapping[str, Any]) -> DatedWishes:
    return DatedWishes(
        scope=Scope(row["scope"]),
        signed_at=datetime.fromisoformat(row["signed_at"]),
        wishes=from_json(SharingWishes, row["sharing"], "sharing"),
    )
