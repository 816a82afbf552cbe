"""Steps about a signal: who takes them, in what order, one at a time, and with what words."""

import pytest
from tests.builders import followers
from tests.builders.signals import AT_ONCE, DECISIONS, LATE, raised

from accord.assurance.actions import following
from accord.assurance.actions.steps import At
from accord.assurance.models import AgreedAction, CaseReview, SignalStep
from accord.assurance.queries.held_signals import Case
from accord.domain.choices import Answer
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.follow_ups import State
from accord.domain.signal_answers import AnswerSays, CaseOutcome, Explanation
from accord.events.models import Event

NOT_SHOWN = Case(
    individual=Answer.UNKNOWN, with_person=Answer.UNKNOWN, outcome=CaseOutcome.NOT_SHOWN, inappropriate_reason=""
)


def test_whole_life_from_answers_to_closed() -> None:
    signal = raised()
    followers.answer(signal, followers.manager(), AT_ONCE, AnswerSays.SHARED)
    followers.confirmed(signal)
    followers.reviewed(signal, DECISIONS[0])
    action = followers.agreed(signal)
    manager, now = followers.manager(), followers.at(signal)
    following.finish(at=now, of=action, evidence="Minutes of 12 March.", by=manager, now=LATE)
    following.share(at=now, words="Ask each person first.", by=followers.lead(), now=LATE)
    following.close(at=followers.at(signal), words="", by=followers.second_lead(), now=LATE)
    assert followers.seen(signal).course.state is State.CLOSED
    assert [each.taken.number for each in followers.seen(signal).told] == list(range(1, 9))


def test_two_leads_take_up_one_signal_and_the_second_is_told_who_was_first() -> None:
    signal = raised()
    same = At(signal_id=signal, after=0)
    following.take_up(at=same, by=followers.lead(), now=LATE)
    with pytest.raises(Conflict, match="Lee Fen"):
        following.take_up(at=same, by=followers.second_lead(), now=LATE)
    assert SignalStep.objects.count() == 1


def test_answer_does_not_stand_in_the_way_of_another_step() -> None:
    signal = raised()
    same = At(signal_id=signal, after=0)
    followers.answer(signal, followers.manager(), AT_ONCE)
    following.take_up(at=same, by=followers.lead(), now=LATE)
    assert followers.seen(signal).course.state is State.LOOKING


def test_lead_takes_no_step_about_what_waits() -> None:
    with pytest.raises(Refused, match="no such signal"):
        following.take_up(at=At(signal_id=raised(), after=0), by=followers.lead(), now=AT_ONCE)


def test_home_does_not_take_up_its_own_signal() -> None:
    with pytest.raises(NotPermitted):
        following.take_up(at=At(signal_id=raised(), after=0), by=followers.manager(), now=AT_ONCE)


def test_whoever_confirmed_a_concern_neither_closes_nor_explains_it() -> None:
    signal = raised()
    followers.confirmed(signal)
    followers.reviewed(signal, DECISIONS[0])
    given = {"reason": Explanation.OTHER, "words": "Each was the person’s own.", "now": LATE}
    with pytest.raises(Refused, match="confirmed this concern yourself"):
        following.explain(at=followers.at(signal), by=followers.lead(), **given)
    following.explain(at=followers.at(signal), by=followers.second_lead(), **given)
    assert followers.seen(signal).course.state is State.EXPLAINED


def test_another_explanation_needs_words() -> None:
    signal = raised()
    following.take_up(at=At(signal_id=signal, after=0), by=followers.lead(), now=LATE)
    with pytest.raises(Refused, match="what explains it"):
        following.explain(at=followers.at(signal), reason=Explanation.OTHER, words=" ", by=followers.lead(), now=LATE)


def test_case_that_is_none_of_the_signals_decisions_is_refused() -> None:
    signal = raised()
    followers.confirmed(signal)
    with pytest.raises(Refused, match="none of the decisions"):
        followers.reviewed(signal, "00" * 10)
    assert not CaseReview.objects.exists()


def test_inappropriate_case_says_what_made_it_so() -> None:
    signal = raised()
    followers.confirmed(signal)
    with pytest.raises(Refused, match="inappropriate"):
        followers.reviewed(signal, DECISIONS[0], inappropriate_reason="")
    followers.reviewed(signal, DECISIONS[0], outcome=CaseOutcome.APPROPRIATE)
    assert CaseReview.objects.get().inappropriate_reason == ""


@pytest.mark.parametrize(("owner", "days", "field"), [("Y90001", 3, "owner_code"), ("VL901", -1, "due")])
def test_action_has_an_owner_it_concerns_and_a_day_to_come(owner: str, days: int, field: str) -> None:
    signal = raised()
    followers.confirmed(signal)
    followers.reviewed(signal, DECISIONS[0])
    with pytest.raises(Refused, match=field):
        followers.agreed(signal, owner, days)
    assert not AgreedAction.objects.exists()


def test_action_of_another_organisation_is_not_the_homes_to_report_done() -> None:
    signal = raised()
    followers.confirmed(signal)
    followers.reviewed(signal, DECISIONS[0])
    action = followers.agreed(signal, owner="R9901")
    with pytest.raises(NotPermitted):
        following.finish(at=followers.at(signal), of=action, evidence="Done.", by=followers.manager(), now=LATE)


def test_words_stand_in_no_event() -> None:
    signal = raised()
    followers.answer(signal, followers.manager(), AT_ONCE)
    event = Event.objects.get(kind="signal_step_taken")
    assert event.payload == {"signal": str(signal), "step": "answered", "number": 1, "reason": "explained"}
    assert event.person_id is None
