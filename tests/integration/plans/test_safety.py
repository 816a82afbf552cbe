"""What would harm somebody if it were wrong: each of these was found by an audit, and must never come back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.legal import advance_decision, lasting_power

from accord.domain.choices import Answer
from accord.domain.errors import Conflict, Refused
from accord.domain.moments import Moment
from accord.domain.people import StayKind
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import Agreement, BestInterests, Conversation, ConversationWith
from accord.domain.plan.wishes import ConsentToShare, Scope, SharingWishes
from accord.domain.standing import EffectiveCpr
from accord.domain.statements import Says, Speaker, Withdrawal
from accord.people.actions import numbers
from accord.plans.actions import conversations, legal, moves, reports, signing, statements, suspensions
from accord.plans.actions.reports import PaperSeen
from accord.plans.models import TaskKind
from accord.plans.queries import drafts as draft_queries
from accord.plans.queries import records, standing, work

OBJECTS = SharingWishes(consent=ConsentToShare.REFUSED)


def withdrawn(person: UUID) -> UUID:
    """Record an advance decision, and post that it is withdrawn."""
    legal.record_adrt(person_id=person, decision=advance_decision(), by=drafts.gp())
    said: dict[str, Any] = {"says": Says.WITHDRAWS_ADRT, "words": "I want to live.", "heard_from": Speaker.PERSON}
    return statements.post(person_id=person, by=drafts.carer(), **said)


def test_withdrawal_that_is_answered_stays_withdrawn(person: UUID) -> None:
    said = withdrawn(person)
    statements.answer(statement_id=said, words="Confirmed.", by=drafts.gp(), withdrawal=Withdrawal.CONFIRMED)
    (decision,) = records.of(person).legal.advance_decisions
    assert (decision.withdrawn, decision.withdrawal_words) == (Answer.YES, "I want to live.")
    assert records.of(person).statements == ()


def test_withdrawal_cannot_be_answered_without_saying_what_was_found(person: UUID) -> None:
    said = withdrawn(person)
    with pytest.raises(Refused, match="withdrawal: is missing"):
        statements.answer(statement_id=said, words="Talked.", by=drafts.gp())
    assert len(records.of(person).statements) == 1


def test_withdrawal_that_was_a_mistake_leaves_the_decision(person: UUID) -> None:
    said = withdrawn(person)
    statements.answer(statement_id=said, words="Not so.", by=drafts.gp(), withdrawal=Withdrawal.NOT_WITHDRAWN)
    assert records.of(person).legal.advance_decisions[0].withdrawn is not Answer.YES


def suspended(person: UUID, until: datetime) -> None:
    """Sign a plan and suspend it from an hour ago."""
    signed, start = drafts.signed(person), datetime.now(UTC) - timedelta(hours=1)
    suspensions.suspend(version_id=signed.version_id, from_at=start, until=until, why="Operation", by=drafts.gp())


def test_new_version_stays_suspended_for_the_same_time(person: UUID) -> None:
    until = datetime.now(UTC) + timedelta(hours=2)
    suspended(person, until)
    drafts.signed(person)
    assert drafts.effective(person) is EffectiveCpr.SUSPENDED
    assert drafts.effective(person, until) is EffectiveCpr.NOT_FOR_CPR


def test_signer_is_shown_the_suspension_and_what_the_person_says(person: UUID) -> None:
    suspended(person, datetime.now(UTC) + timedelta(hours=2))
    statements.post(person_id=person, says=Says.WANTS_CPR, words="", heard_from=Speaker.PERSON, by=drafts.carer())
    prepared = signing.prepare(draft_id=drafts.draft_of(person, drafts.gp(), {}), by=drafts.gp())
    assert [each.why for each in prepared.suspensions] == ["Operation"]
    assert [each.says for each in prepared.statements] == [Says.WANTS_CPR]


def test_urgent_suspension_does_not_wait_for_the_clock(person: UUID) -> None:
    signed, now = drafts.signed(person), datetime.now(UTC)
    first: dict[str, Any] = {
        "from_at": now - timedelta(hours=3),
        "until": now - timedelta(hours=1),
        "now": now - timedelta(hours=3),
    }
    suspensions.suspend(version_id=signed.version_id, why="Operation", by=drafts.gp(), **first)
    suspensions.suspend(version_id=signed.version_id, from_at=now, until=None, why="Bleeding", by=drafts.gp())
    assert drafts.effective(person) is EffectiveCpr.SUSPENDED


def test_nothing_is_written_on_a_record_that_was_merged_away(person: UUID) -> None:
    other = who.recorded()
    numbers.merge(kept_id=other, merged_id=person, by=drafts.gp())
    with pytest.raises(Conflict, match="merged"):
        statements.post(person_id=person, says=Says.WANTS_CPR, words="", heard_from=Speaker.PERSON, by=drafts.gp())
    with pytest.raises(Conflict, match="merged"):
        drafts.draft_of(person, drafts.gp())


def test_draft_moves_with_the_merge(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    other = who.recorded()
    numbers.merge(kept_id=other, merged_id=person, by=drafts.gp())
    moved = draft_queries.view(draft_id)
    assert (moved.person_id, PartName.CPR in moved.parts) == (other, True)


def test_living_somewhere_else_ends_the_admission_and_its_layer(person: UUID) -> None:
    drafts.signed(person, parts={PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)})
    drafts.admit(person)
    drafts.signed(person, drafts.nurse(), {PartName.CPR: drafts.cpr()}, Scope.EPISODE)
    home: dict[str, Any] = {"site_id": who.site("VL901"), "kind": StayKind.RESIDENT, "at": datetime.now(UTC)}
    moves.move(person_id=person, by=drafts.nurse(), **home)
    assert drafts.effective(person) is EffectiveCpr.FOR_CPR


def rivals(person: UUID, **sharing: Any) -> list[CprRecommendation]:
    """Return what the hospital's signer is shown beside their plan, over an enduring plan with these wishes."""
    drafts.signed(person, parts=dict(drafts.USUAL) | {PartName.SHARING: SharingWishes(**sharing)})
    drafts.admit(person)
    draft_id = drafts.draft_of(person, drafts.nurse(), {}, Scope.EPISODE)
    return [each.cpr for each in signing.prepare(draft_id=draft_id, by=drafts.nurse()).others]


def test_signer_is_shown_the_plan_beside_theirs(person: UUID) -> None:
    assert rivals(person) == [CprRecommendation.NOT_FOR_CPR]


def test_signer_is_not_shown_a_plan_that_is_not_shared_with_them(person: UUID) -> None:
    assert rivals(person, consent=ConsentToShare.REFUSED) == []


def test_signer_is_shown_what_is_reported_from_elsewhere(person: UUID) -> None:
    paper = PaperSeen(words="For CPR", cpr=CprRecommendation.FOR_CPR)
    reports.report_paper(person_id=person, paper=paper, by=drafts.carer())
    prepared = signing.prepare(draft_id=drafts.draft_of(person, drafts.gp()), by=drafts.gp())
    assert [(each.cpr, each.scope) for each in prepared.others] == [(CprRecommendation.FOR_CPR, None)]


def refused_by_attorney(person: UUID) -> UUID:
    """Sign a plan that rests on an attorney's refusal in the person's best interests."""
    legal.record_lpa(person_id=person, power=lasting_power("Grace Hill"), by=drafts.gp())
    conversations.record(person_id=person, conversation=attorney_says(Agreement.AGREED), by=drafts.gp())
    decided = BestInterests(decision="CPR would bring her more harm than good.")
    parts = {PartName.CPR: drafts.cpr(basis=Basis.ATTORNEY_REFUSAL), PartName.BEST_INTERESTS: decided}
    return drafts.signed(person, parts=parts).version_id


def attorney_says(agreement: Agreement) -> Conversation:
    at = Moment.of(datetime.now(UTC) - timedelta(hours=1 if agreement is Agreement.DISAGREED else 2))
    return drafts.talk(
        at=at, with_whom=ConversationWith.ATTORNEY, with_name="Grace Hill", agreement=agreement, wanted="CPR, now."
    )


def binds(person: UUID) -> bool:
    return any(each["force"] == "binds" for each in (standing.sheet(person) or {})["bearings"])


def test_attorney_who_disagrees_since_no_longer_refuses_on_the_screen(person: UUID) -> None:
    refused_by_attorney(person)
    assert binds(person)
    conversations.record(person_id=person, conversation=attorney_says(Agreement.DISAGREED), by=drafts.gp())
    assert not binds(person)


def test_disagreement_since_asks_the_signer_to_look_again(person: UUID) -> None:
    version_id = refused_by_attorney(person)
    assert TaskKind.DISAGREED not in {each.kind for each in work.for_person(person)}
    conversations.record(person_id=person, conversation=attorney_says(Agreement.DISAGREED), by=drafts.gp())
    asked = [each for each in work.for_actor(drafts.gp()).of(TaskKind.DISAGREED) if each.person_id == person]
    assert [each.version_id for each in asked] == [version_id]


def test_conversation_of_a_plan_that_is_not_shared_is_not_taken_into_another(person: UUID) -> None:
    drafts.signed(person, parts=dict(drafts.USUAL) | {PartName.SHARING: OBJECTS})
    drafts.admit(person)
    mine = conversations.record(person_id=person, conversation=drafts.talk(said="Ours."), by=drafts.nurse())
    draft_id = drafts.draft_of(person, drafts.nurse(), {PartName.CPR: drafts.cpr()}, Scope.EPISODE)
    prepared = signing.prepare(draft_id=draft_id, by=drafts.nurse())
    assert [each.conversation_id for each in prepared.plan.conversations] == [mine]
    assert prepared.kept_back == 1
