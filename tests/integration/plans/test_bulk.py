"""A bulk load leaves what a signature would have left."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from tests.builders import drafts, who
from tests.builders.eyes import see
from tests.builders.legal import advance_decision

from accord.domain.lifecycle import Status, Step
from accord.domain.plan.documents import Legal, SignedDocument
from accord.domain.statements import Says, Speaker
from accord.plans.actions import bulk, standings
from accord.plans.actions.loads import (
    LoadedLegal,
    LoadedPerson,
    LoadedStatement,
    LoadedStep,
    LoadedTalk,
    LoadedVersion,
)
from accord.plans.actions.locks import hold_person
from accord.plans.models import Standing
from accord.plans.queries import history, records, versions, work
from accord.plans.queries.subjects import subject

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def document_for(person_id: UUID) -> SignedDocument:
    """Return a signed document of somebody else, as if it were this person's."""
    other = versions.document(drafts.signed(drafts.person_with_talk()).version_id)
    return replace(other, person_id=person_id, person=subject(person_id))


def loaded(person_id: UUID, **changes: object) -> LoadedPerson:
    """Return a person with a plan, a conversation, a legal document and a statement."""
    document, gp = document_for(person_id), drafts.gp()
    version = LoadedVersion(version_id=uuid4(), document=document, by=gp, number=1)
    whole = LoadedPerson(
        person=subject(person_id),
        versions=(version,),
        talks=(LoadedTalk(conversation=drafts.talk(), by=gp, recorded_at=NOW),),
        legal=LoadedLegal(legal=Legal(advance_decisions=(advance_decision(),)), by=gp, recorded_at=NOW),
        statements=(LoadedStatement(says=Says.WANTS_CPR, words="", heard_from=Speaker.PERSON, by=gp, at=NOW),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # a builder takes any field


def test_load_writes_what_stands() -> None:
    person_id = who.recorded()
    assert list(bulk.load(people=[loaded(person_id)], now=NOW)) == [1]
    held = records.of(person_id)
    assert (len(held.layers), len(held.statements), len(held.conversations), len(held.instruments)) == (1, 1, 1, 1)
    assert {task.kind for task in work.for_person(person_id)} >= {"answer_statement", "review_due"}


def test_loaded_sheet_is_the_one_that_a_refresh_writes() -> None:
    person_id = who.recorded()
    list(bulk.load(people=[loaded(person_id)], now=NOW))
    before = see(Standing, person_id=person_id).sheet
    hold_person(person_id)
    standings.refresh(person_id, NOW)
    assert see(Standing, person_id=person_id).sheet == before


def test_loaded_document_is_proved_by_its_hash() -> None:
    person_id = who.recorded()
    one = loaded(person_id)
    list(bulk.load(people=[one], now=NOW))
    assert versions.document(one.versions[0].version_id).person_id == person_id


def test_loaded_version_that_was_cancelled_is_history() -> None:
    person_id = who.recorded()
    one = loaded(person_id)
    cancelled = LoadedStep(step=Step.CANCELLED, at=NOW, by=drafts.gp(), detail={"reason": "error"})
    one = replace(one, versions=(replace(one.versions[0], later=(cancelled,)),))
    list(bulk.load(people=[one], now=NOW))
    assert [line.status for line in history.of(person_id)] == [Status.CANCELLED]
    assert records.of(person_id).layers == ()
