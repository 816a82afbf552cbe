"""The rows that a bulk load copies, table by table, computed as a signature computes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from accord.domain.authority import ROLE_NAMES, Actor
from accord.domain.codec import to_json
from accord.domain.expressions import Cell
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.lpa import LastingPower
from accord.domain.lifecycle import LIVE, Step
from accord.domain.moments import Moment
from accord.domain.people import Identity
from accord.domain.plan.documents import SCHEMA, SignedDocument, canonical, sha256
from accord.domain.statements import Statement
from accord.plans.actions import sharing_wishes, standings
from accord.plans.actions.attributions import attribute
from accord.plans.actions.deadlines import end_of_moment
from accord.plans.actions.dues import due_tasks, review_task
from accord.plans.actions.loads import LoadedLegal, LoadedPerson, LoadedStatement, LoadedVersion
from accord.plans.actions.surroundings import organisation_name
from accord.plans.actions.tasking import NewTask
from accord.plans.models import InstrumentKind, InstrumentSource, TaskKind
from accord.plans.queries.keys import rationale_key
from accord.plans.queries.records import Instrument, Records
from accord.projections.emergency import CurrentLayer
from accord.projections.facts import FactContext, plan_facts
from accord.projections.fhir.documents import fhir_text
from accord.projections.sections import sections
from accord.soundness.assessments import assess, to_complete

Rows = dict[str, list[tuple[Any, ...]]]
_RECORDED = ("recorded_at", "recorded_by", "recorded_role", "recorded_name", "recorded_organisation")
COLUMNS: Mapping[str, Sequence[str]] = {
    "plans_version": (
        *("id", "person_id", "scope", "number", "schema", "document", "sha256", "facts", "sections", "fhir", "cpr"),
        *("basis", "signed_at", "signed_by", "signed_role", "staff_role", "grade", "signed_name", "organisation_id"),
        *("organisation_code", "replaces"),
    ),
    "plans_fact": ("person_id", "version_id", "step", "at", "detail", *_RECORDED),
    "plans_current": (
        "id",
        "person_id",
        "scope",
        "version_id",
        "status",
        "ends_at",
        "suspended_until",
        "rationale_hash",
        "signed_at",
        "organisation_id",
        "gaps",
    ),
    "plans_standing": ("person_id", "sheet", "is_shared", "updated_at"),
    "plans_conversationrecord": ("id", "person_id", "content", *_RECORDED),
    "plans_legalinstrument": (
        *("person_id", "instrument_id", "kind", "revision", "uid", "source", "content"),
        *_RECORDED,
    ),
    "plans_statementrecord": ("id", "person_id", "says", "words", "heard_from", "posted_role", *_RECORDED),
    "plans_statementanswer": ("id", "person_id", "statement_id", "words", *_RECORDED),
    "plans_task": (
        *("id", "person_id", "kind", "version_id", "subject_id", "organisation_id", "staff_id", "detail"),
        *("raised_at", "due_at", "done_name", "outcome"),
    ),
}
"""The tables of a load, in an order in which every row finds what it refers to."""


def add(rows: Rows, loaded: LoadedPerson, now: datetime) -> None:
    """Add one person's rows."""
    person_id = loaded.person.person_id
    instruments = _add_legal(rows, person_id, loaded.legal) if loaded.legal else ()
    for talk in loaded.talks:
        talk_id = uuid4()
        content = to_json(talk.conversation) | {"conversation_id": str(talk_id)}
        row = (talk_id, person_id, json.dumps(content), *_attributed(talk.by, talk.recorded_at))
        rows["plans_conversationrecord"].append(row)
    unanswered = [_add_statement(rows, person_id, each, loaded) for each in loaded.statements]
    layers = [layer for version in loaded.versions if (layer := _add_version(rows, loaded, version))]
    held = Records(
        layers=(),
        statements=tuple(each for each in unanswered if each is not None),
        reports=(),
        conversations=(),
        instruments=instruments,
    )
    sharing = sharing_wishes.latest_in(version.document for version in loaded.versions)
    talks = [each.conversation for each in loaded.talks]
    sheet = json.dumps(standings.sheet_of(held, layers, now, sharing, talks))
    rows["plans_standing"].append((person_id, sheet, standings.is_shared(loaded.person, layers), now))


def _add_version(rows: Rows, loaded: LoadedPerson, version: LoadedVersion) -> CurrentLayer | None:
    """Add a version with its facts, and what is current; return its layer when it is."""
    person, signature, status = loaded.person, version.document.signature, version.status
    context = FactContext(
        decision_id=version.version_id,
        site=loaded.site,
        characteristics=loaded.characteristics,
        hash_key=rationale_key(),
    )
    facts = plan_facts(
        plan=version.document.plan, person=person, signature=signature, context=context, now=signature.signed_at
    )
    document = replace(version.document, outcomes=assess(facts).codes())
    rows["plans_version"].append(_version(version, document, facts))
    for step in version.steps:
        at = (json.dumps(dict(step.detail)), *_attributed(step.by, step.at))
        rows["plans_fact"].append((person.person_id, version.version_id, step.step.value, step.at, *at))
    if status not in LIVE:
        return None
    _add_current(rows, person, replace(version, document=document), str(facts.get("rationale_hash") or ""))
    steps = tuple(step.as_fact() for step in version.steps)
    return standings.current_layer(version.version_id, version.number, document, steps)


def _version(version: LoadedVersion, document: SignedDocument, facts: Mapping[str, Cell]) -> tuple[Any, ...]:
    text, by, signature = canonical(document), version.by, document.signature
    on = Moment.of(signature.signed_at).day
    words = sections(document.plan, contacts=document.person.contacts, on=on)
    return (
        *(version.version_id, document.person_id, version.scope.value, version.number, SCHEMA, text, sha256(text)),
        *(json.dumps(facts), json.dumps(to_json(words)), fhir_text(document, version.version_id, words)),
        *(facts["cpr"], facts["basis"], signature.signed_at, by.staff_id),
        *(by.staff_role_id, by.role.value, by.grade.value, by.name, by.organisation_id, by.organisation_code),
        version.replaces,
    )


def _add_current(rows: Rows, person: Identity, version: LoadedVersion, rationale_hash: str) -> None:
    setting = version.document.plan.setting
    suspended = next((step for step in reversed(version.later) if step.step is Step.SUSPENDED), None)
    until = suspended.detail.get("until") if suspended and version.status == "suspended" else None
    ends_at = end_of_moment(setting.ends_at if setting else None)
    row = (uuid4(), person.person_id, version.scope.value, version.version_id, version.status.value, ends_at, until)
    document = version.document
    gaps = to_complete(document.outcomes, document.recommended)
    signed = (document.signature.signed_at, version.by.organisation_id)
    rows["plans_current"].append((*row, rationale_hash, *signed, gaps))
    for task in _still_due(version):
        _add_task(rows, person.person_id, task, version.document.signature.signed_at)


def _still_due(version: LoadedVersion) -> list[NewTask]:
    """Return what a version asks for, less what its later steps have done: a review sets the day of the next one."""
    version_id, organisation_id = version.version_id, version.by.organisation_id
    tasks = due_tasks(version_id, organisation_id, version.document)
    if any(step.step is Step.ENDORSED for step in version.later):
        tasks = [task for task in tasks if task.kind is not TaskKind.ENDORSEMENT_DUE]
    reviewed = next((step for step in reversed(version.later) if step.step is Step.REVIEWED), None)
    if reviewed is None:
        return tasks
    following = reviewed.detail.get("due")
    next_review = [review_task(version_id, organisation_id, date.fromisoformat(following))] if following else []
    return [*(task for task in tasks if task.kind is not TaskKind.REVIEW_DUE), *next_review]


def _add_task(rows: Rows, person_id: UUID, task: NewTask, raised_at: datetime) -> None:
    detail = json.dumps(task.detail)
    row = (uuid4(), person_id, task.kind.value, task.version_id, task.subject_id, task.organisation_id, task.staff_id)
    rows["plans_task"].append((*row, detail, raised_at, task.due_at, "", ""))


def _add_statement(rows: Rows, person_id: UUID, statement: LoadedStatement, loaded: LoadedPerson) -> Statement | None:
    """Add a statement and its answer; return it when nobody has answered it."""
    statement_id, by = uuid4(), statement.by
    said = (statement_id, person_id, statement.says.value, statement.words, statement.heard_from.value)
    rows["plans_statementrecord"].append((*said, ROLE_NAMES[by.role], *_attributed(by, statement.at)))
    if statement.answered_by is not None:
        answered = _attributed(statement.answered_by, statement.answered_at or statement.at)
        rows["plans_statementanswer"].append((uuid4(), person_id, statement_id, statement.answer, *answered))
        return None
    answering = loaded.versions[-1].by.organisation_id if loaded.versions else by.organisation_id
    task = NewTask(
        kind=TaskKind.ANSWER_STATEMENT,
        subject_id=statement_id,
        organisation_id=answering,
        due_at=statement.at,
        detail={"says": statement.says.value},
    )
    _add_task(rows, person_id, task, statement.at)
    return Statement(
        statement_id=statement_id,
        says=statement.says,
        words=statement.words,
        heard_from=statement.heard_from,
        posted_at=statement.at,
        posted_by=by.name,
        posted_role=ROLE_NAMES[by.role],
        organisation=organisation_name(by.organisation_id),
    )


def _add_legal(rows: Rows, person_id: UUID, held: LoadedLegal) -> tuple[Instrument, ...]:
    values: tuple[tuple[InstrumentKind, str, AdvanceDecision | LastingPower | Deputy], ...] = (
        *((InstrumentKind.ADRT, "", each) for each in held.legal.advance_decisions),
        *((InstrumentKind.LPA, each.uid, each) for each in held.legal.lasting_powers),
        *((InstrumentKind.DEPUTY, "", each) for each in held.legal.deputies),
    )
    instruments = []
    for kind, uid, value in values:
        instrument_id = uuid4()
        row = (person_id, instrument_id, kind.value, 1, uid, InstrumentSource.TYPED.value, json.dumps(to_json(value)))
        rows["plans_legalinstrument"].append((*row, *_attributed(held.by, held.recorded_at)))
        instruments.append(
            Instrument(
                instrument_id=instrument_id,
                kind=kind,
                revision=1,
                uid=uid,
                value=value,
                recorded_at=held.recorded_at,
                recorded_name=held.by.name,
            )
        )
    return tuple(instruments)


def _attributed(by: Actor | None, at: datetime) -> tuple[Any, ...]:
    return tuple(attribute(by, at).values())
