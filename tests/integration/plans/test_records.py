"""The person's own records: what they now say, conversations, legal documents."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.legal import advance_decision, lasting_power
from tests.corpus_files import corpus_text

from accord.domain.choices import Answer
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.lpa import LastingPower, LpaKind, LpaStatus
from accord.domain.moments import Moment
from accord.domain.statements import Says, Speaker
from accord.plans.actions import conversations, legal, statements
from accord.plans.models import TaskKind
from accord.plans.queries import records, standing, work


def post(person: UUID, says: Says = Says.WANTS_CPR) -> UUID:
    return statements.post(
        person_id=person, says=says, words="She told me so.", heard_from=Speaker.PERSON, by=drafts.carer()
    )


def test_statement_stands_on_the_sheet_at_once_and_until_it_is_answered(person: UUID) -> None:
    posted = post(person)
    sheet = standing.sheet(person)
    assert sheet is not None
    assert [each["words"] for each in sheet["statements"]] == ["She told me so."]
    statements.answer(statement_id=posted, words="I talked with her.", by=drafts.gp())
    assert records.of(person).statements == ()


def test_statement_names_the_organisation_and_not_its_code(person: UUID) -> None:
    post(person)
    assert records.of(person).statements[0].organisation == "Ash House"
    sheet = standing.sheet(person)
    assert sheet is not None
    assert sheet["statements"][0]["heard"] == "Jo Kind, Care staff, Ash House"


def test_statement_goes_to_whoever_answers_for_the_person(person: UUID) -> None:
    posted = post(person)
    (task,) = work.for_actor(drafts.gp()).of(TaskKind.ANSWER_STATEMENT)
    assert (task.subject_id, task.person_id) == (posted, person)


def test_statement_is_answered_once(person: UUID) -> None:
    posted = post(person)
    statements.answer(statement_id=posted, words="I talked with her.", by=drafts.gp())
    with pytest.raises(Conflict, match="already answered"):
        statements.answer(statement_id=posted, words="So did I.", by=drafts.gp())


def test_care_staff_cannot_answer(person: UUID) -> None:
    with pytest.raises(NotPermitted):
        statements.answer(statement_id=post(person), words="Fine.", by=drafts.carer())


def test_answer_needs_words(person: UUID) -> None:
    with pytest.raises(Refused, match="words"):
        statements.answer(statement_id=post(person), words=" ", by=drafts.gp())


def test_corrected_conversation_is_replaced_in_what_stands() -> None:
    person = who.recorded()
    first = conversations.record(person_id=person, conversation=drafts.talk(said="One"), by=drafts.carer())
    second = conversations.correct(conversation_id=first, conversation=drafts.talk(said="Two"), by=drafts.gp())
    (held,) = records.of(person).conversations
    assert (held.conversation_id, held.corrects, held.conversation.said) == (second, first, "Two")


def test_conversation_is_corrected_once(person: UUID) -> None:
    first = conversations.record(person_id=person, conversation=drafts.talk(), by=drafts.carer())
    conversations.correct(conversation_id=first, conversation=drafts.talk(), by=drafts.gp())
    with pytest.raises(Conflict, match="already corrected"):
        conversations.correct(conversation_id=first, conversation=drafts.talk(), by=drafts.gp())


def test_conversation_in_the_future_is_refused(person: UUID) -> None:
    later = drafts.talk(at=Moment.of(datetime.now(UTC) + timedelta(days=2)))
    with pytest.raises(Refused, match=r"conversation\.at: is in the future"):
        conversations.record(person_id=person, conversation=later, by=drafts.carer())


def test_advance_decision_is_on_the_sheet_and_is_revised() -> None:
    person = who.recorded()
    decision = advance_decision()
    instrument = legal.record_adrt(person_id=person, decision=decision, by=drafts.gp())
    withdrawn = replace(decision, withdrawn=Answer.YES, withdrawn_on=date(2024, 1, 1))
    legal.record_adrt(
        person_id=person, decision=withdrawn, by=drafts.gp(), instrument_id=instrument, expected_revision=1
    )
    assert [(each.revision, each.value) for each in records.of(person).instruments] == [(2, withdrawn)]


@pytest.mark.parametrize(
    ("action", "empty", "field"),
    [
        (legal.record_adrt, {"decision": AdvanceDecision()}, "refusals"),
        (legal.record_lpa, {"power": LastingPower(kind=LpaKind.PERSONAL_WELFARE)}, "attorneys"),
        (legal.record_deputy, {"deputy": Deputy(name=" ")}, "name"),
    ],
)
def test_legal_document_that_says_nothing_is_refused(
    person: UUID, action: Callable[..., UUID], empty: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused, match=f"^{field}: is empty"):
        action(person_id=person, by=drafts.gp(), **empty)
    assert records.of(person).instruments == ()


def test_advance_decision_that_is_emptied_is_refused_until_it_is_withdrawn(person: UUID) -> None:
    held = legal.record_adrt(person_id=person, decision=advance_decision(), by=drafts.gp())
    given: dict[str, Any] = {"person_id": person, "by": drafts.gp(), "instrument_id": held, "expected_revision": 1}
    with pytest.raises(Refused, match="at least one treatment"):
        legal.record_adrt(decision=AdvanceDecision(), **given)
    legal.record_adrt(decision=AdvanceDecision(withdrawn=Answer.YES), **given)
    assert [each.revision for each in records.of(person).instruments] == [2]


def test_revision_that_was_not_seen_is_a_conflict(person: UUID) -> None:
    instrument = legal.record_adrt(person_id=person, decision=advance_decision(), by=drafts.gp())
    given: dict[str, Any] = {
        "person_id": person,
        "decision": advance_decision(),
        "by": drafts.gp(),
        "instrument_id": instrument,
    }
    legal.record_adrt(expected_revision=1, **given)
    with pytest.raises(Conflict):
        legal.record_adrt(expected_revision=1, **given)


def test_care_staff_do_not_record_legal_documents(person: UUID) -> None:
    with pytest.raises(NotPermitted, match="recorded by a clinician"):
        legal.record_deputy(person_id=person, deputy=Deputy(name="Ann Bell"), by=drafts.carer())


def test_changed_legal_document_asks_to_look_at_the_current_plan(person: UUID) -> None:
    drafts.signed(person)
    legal.record_lpa(person_id=person, power=lasting_power(), by=drafts.gp())
    assert TaskKind.LEGAL_CHANGED in {task.kind for task in work.for_person(person)}


def test_deputy_is_named_on_the_sheet(person: UUID) -> None:
    deputy = Deputy(name="Ann Bell", ordered_on=date(2024, 2, 1), welfare=Answer.YES)
    legal.record_deputy(person_id=person, deputy=deputy, by=drafts.gp())
    sheet = standing.sheet(person)
    assert sheet is not None
    assert [proxy["name"] for proxy in sheet["proxies"]] == ["Ann Bell"]


def test_lpa_of_the_store_is_read_and_its_update_applied() -> None:
    person = who.recorded(birth_date=date(1970, 1, 24))
    read = legal.import_lpa(person_id=person, document=corpus_text("lpa/example-lpa.json"), by=drafts.gp())
    assert read.power.problems == tuple(p for p in read.power.problems if p.field != "donor.dateOfBirth")
    update = corpus_text("lpa/opg-status-change.json")
    power = legal.apply_update(person_id=person, instrument_id=read.instrument_id, document=update, by=drafts.gp())
    assert power.status is LpaStatus.CANNOT_REGISTER
    assert [each.revision for each in records.of(person).instruments] == [2]


def test_lpa_of_another_donor_says_so() -> None:
    person = who.recorded()
    read = legal.import_lpa(person_id=person, document=corpus_text("lpa/example-lpa.json"), by=drafts.gp())
    assert "donor.dateOfBirth" in {problem.field for problem in read.power.problems}


def test_broken_lpa_is_refused_and_nothing_is_kept(person: UUID) -> None:
    with pytest.raises(Refused, match="is not JSON"):
        legal.import_lpa(person_id=person, document="{", by=drafts.gp())
    assert records.of(person).instruments == ()
