"""What binds a decision about CPR, what must be considered, and what gives no power."""

from datetime import date
from typing import Any

import pytest
from tests.builders.legal import (
    ANTIBIOTICS,
    advance_decision,
    attorney,
    lasting_power,
    later_power,
    oral_refusal_of_antibiotics,
    refusal,
)

from accord.domain.choices import Answer
from accord.domain.legal.binding import Binding, BindingStatement, Force
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.lpa import (
    Appointment,
    AttorneyStatus,
    HowDecide,
    LifeSustaining,
    LpaKind,
    LpaStatus,
    Problem,
    UnappliedUpdate,
)
from accord.domain.legal.treatments import RefusedTreatment
from accord.domain.legal.what_binds import what_binds
from accord.domain.legal.wishes import SaidBy, Stance

TODAY = date(2026, 11, 21)


def bound(**given: Any) -> Binding:
    return what_binds(as_of=TODAY, **given)


def only(**given: Any) -> BindingStatement:
    (statement,) = bound(**given).statements
    return statement


def test_nothing_recorded_binds_nothing() -> None:
    found = bound()
    assert found.statements == ()
    assert found.headline == "Nothing recorded here binds a decision about CPR."
    assert "no capacity" in found.notes[0]


def test_valid_advance_decision_binds() -> None:
    statement = only(decisions=[advance_decision(document_location="In the kitchen drawer")])
    assert statement.force is Force.BINDS
    assert statement.words.startswith("A valid advance decision of 4 May 2021 refuses CPR.")
    assert "The document: In the kitchen drawer." in statement.details


def test_place_of_an_advance_decision_that_was_written_as_a_sentence_ends_with_one_full_stop() -> None:
    statement = only(decisions=[advance_decision(document_location="A copy is with the practice.")])
    assert "The document: A copy is with the practice." in statement.details


def test_advance_decision_that_is_not_shown_to_be_valid_is_considered_with_the_reason() -> None:
    statement = only(decisions=[advance_decision(witness_signed=Answer.NO)])
    assert (statement.force, statement.code) == (Force.CONSIDER, "adrt_not_met")
    assert any("The witness signed it" in line for line in statement.details)


def test_withdrawn_advance_decision_gives_no_power() -> None:
    assert only(decisions=[advance_decision(withdrawn=Answer.YES)]).force is Force.NO_POWER


def test_advance_decision_about_another_treatment_is_not_brought_in() -> None:
    assert bound(decisions=[oral_refusal_of_antibiotics()]).statements == ()


def test_attorney_refusal_in_best_interests_binds() -> None:
    statement = only(powers=[lasting_power()], wishes=[refusal()])
    assert statement.force is Force.BINDS
    assert statement.words.startswith("Grace Hill, attorney under a registered LPA with authority over CPR")


def test_restrictions_are_shown_in_the_donors_words() -> None:
    statement = only(powers=[lasting_power(restrictions="Ask my sister first.")], wishes=[refusal()])
    assert "Restrictions and conditions, in the donor's words: “Ask my sister first.”" in statement.details


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN])
def test_attorney_refusal_not_in_best_interests_is_considered(answer: Answer) -> None:
    statement = only(powers=[lasting_power()], wishes=[refusal(in_best_interests=answer)])
    assert (statement.force, statement.code) == (Force.CONSIDER, "attorney_refusal_not_in_best_interests")


@pytest.mark.parametrize(
    "changes",
    [
        {"status": LpaStatus.UNKNOWN},
        {"status": LpaStatus.STATUTORY_WAITING_PERIOD},
        {"status": LpaStatus.SUSPENDED},
        {"life_sustaining": LifeSustaining.OPTION_B},
        {"life_sustaining": LifeSustaining.UNKNOWN},
        {"kind": LpaKind.PROPERTY_AND_AFFAIRS},
        {"attorneys": (attorney(status=AttorneyStatus.REMOVED),)},
        {"attorneys": ()},
    ],
)
def test_lpa_without_authority_gives_no_power_and_says_why(changes: dict[str, object]) -> None:
    statement = bound(powers=[lasting_power(**changes)], wishes=[refusal()]).having(Force.NO_POWER)[0]
    assert statement.code == "lpa_without_authority"
    assert statement.details


def test_all_joint_attorneys_must_refuse() -> None:
    power = lasting_power("Grace Hill", "Omar Said")
    one = only(powers=[power], wishes=[refusal()])
    both = only(powers=[power], wishes=[refusal(), refusal("Omar Said")])
    assert "All joint attorneys must refuse: 1 of 2 has." in one.words
    assert (one.force, both.force) == (Force.CONSIDER, Force.BINDS)


def test_attorneys_of_whom_nothing_is_said_decide_jointly() -> None:
    power = lasting_power("Grace Hill", "Omar Said", how_attorneys_decide=HowDecide.NOT_STATED)
    assert only(powers=[power], wishes=[refusal()]).force is Force.CONSIDER


@pytest.mark.parametrize(
    ("how", "force"), [(HowDecide.JOINTLY_AND_SEVERALLY, Force.BINDS), (HowDecide.MIXED, Force.CONSIDER)]
)
def test_one_of_several_attorneys_is_enough_only_where_each_may_decide_alone(how: HowDecide, force: Force) -> None:
    power = lasting_power("Grace Hill", "Omar Said", how_attorneys_decide=how)
    assert only(powers=[power], wishes=[refusal()]).force is force


def test_joint_attorney_who_no_longer_acts_leaves_it_open() -> None:
    people = (attorney(), attorney("Omar Said", status=AttorneyStatus.REMOVED))
    statement = only(powers=[lasting_power("a", "b", attorneys=people)], wishes=[refusal()])
    assert statement.force is Force.CONSIDER
    assert "Omar Said does not act" in statement.words


def test_waiting_replacement_does_not_count() -> None:
    spare = attorney("Omar Said", status=AttorneyStatus.INACTIVE, appointment=Appointment.REPLACEMENT)
    power = lasting_power(attorneys=(attorney(), spare))
    assert only(powers=[power], wishes=[refusal()]).force is Force.BINDS


def test_attorneys_who_disagree_are_a_conflict() -> None:
    power = lasting_power("Grace Hill", "Omar Said", how_attorneys_decide=HowDecide.JOINTLY_AND_SEVERALLY)
    found = bound(powers=[power], wishes=[refusal(), refusal("Omar Said", stance=Stance.WANTS)])
    assert [conflict.code for conflict in found.conflicts] == ["attorneys_disagree"]
    assert found.headline.endswith("There is a conflict to read.")


def test_latest_word_of_an_attorney_counts() -> None:
    earlier = refusal(said_on=date(2020, 1, 1))
    statement = only(powers=[lasting_power()], wishes=[refusal(stance=Stance.WANTS), earlier])
    assert statement.code == "lpa_without_refusal"
    assert "Grace Hill wants it." in statement.details


def test_attorney_whom_no_lpa_names_is_considered() -> None:
    statement = only(wishes=[refusal("A Stranger", words="No more.")])
    assert (statement.force, statement.code) == (Force.CONSIDER, "view_without_document")


def test_problems_and_unread_updates_of_an_lpa_are_shown() -> None:
    power = lasting_power(
        problems=(Problem(field="x", words="Odd."),), unapplied=(UnappliedUpdate(kind="ATTORNEY_OPT_OUT"),)
    )
    details = only(powers=[power], wishes=[refusal()]).details
    assert "Odd." in details
    assert any("ATTORNEY_OPT_OUT" in line for line in details)


@pytest.mark.parametrize("name", ["Dana Poole", "Nobody Named"])
def test_deputy_never_binds(name: str) -> None:
    deputy = Deputy(name="Dana Poole", ordered_on=date(2020, 1, 1), welfare=Answer.YES)
    found = bound(deputies=[deputy], wishes=[refusal(name, SaidBy.DEPUTY)])
    assert found.binds == ()
    assert found.having(Force.CONSIDER)


def test_deputy_who_said_nothing_is_shown_without_power() -> None:
    statement = only(deputies=[Deputy(name="Dana Poole", expires_on=date(2020, 1, 1), scope="Where to live")])
    assert statement.force is Force.NO_POWER
    assert "whose order does not cover today" in statement.words
    assert "The order covers: Where to live" in statement.details


def test_persons_own_refusal_is_considered_and_they_are_told_how_to_make_it_bind() -> None:
    statement = only(wishes=[refusal(said_by=SaidBy.PERSON, words="Let me go.")], capacity=Answer.YES)
    assert statement.force is Force.CONSIDER
    assert "The person's recorded refusal of CPR on 1 July 2024 (not an advance decision)" in statement.words
    assert any("To make it binding" in line for line in statement.details)


def test_where_an_advance_decision_binds_nobody_is_told_how_to_make_one() -> None:
    found = bound(decisions=[advance_decision()], wishes=[refusal(said_by=SaidBy.PERSON)])
    assert [each.force for each in found.statements] == [Force.BINDS, Force.CONSIDER]
    assert not any("To make it binding" in line for each in found.statements for line in each.details)


def test_view_of_family_is_considered() -> None:
    statement = only(wishes=[refusal("Her son", SaidBy.SOMEBODY_CLOSE)])
    assert statement.force is Force.CONSIDER
    assert "they do not decide" in statement.words


def test_person_who_wants_cpr_beside_their_advance_decision_is_a_conflict() -> None:
    wish = refusal("", SaidBy.PERSON, stance=Stance.WANTS)
    found = bound(decisions=[advance_decision()], wishes=[wish])
    assert "the person wants it. The person may withdraw" in found.conflicts[0].words


def test_attorney_who_wants_what_an_advance_decision_refuses_is_a_conflict() -> None:
    found = bound(decisions=[advance_decision()], powers=[lasting_power()], wishes=[refusal(stance=Stance.WANTS)])
    assert "Grace Hill wants it." in found.conflicts[0].words


def test_conflict_about_a_later_lpa_reaches_the_screen() -> None:
    found = bound(decisions=[advance_decision()], powers=[later_power(restrictions="x")])
    assert found.binds == ()
    assert [conflict.code for conflict in found.conflicts] == ["later_lpa_with_restrictions"]


def test_what_binds_is_read_first() -> None:
    found = bound(
        decisions=[advance_decision()], wishes=[refusal("", SaidBy.SOMEBODY_CLOSE)], deputies=[Deputy(name="D")]
    )
    assert [each.force for each in found.statements] == [Force.BINDS, Force.CONSIDER, Force.NO_POWER]
    assert found.headline == found.statements[0].words


def test_person_with_capacity_decides_about_other_treatment() -> None:
    wish = refusal("", SaidBy.PERSON, treatment=ANTIBIOTICS.code)
    given = {"decisions": [oral_refusal_of_antibiotics()], "wishes": [wish], "treatment": ANTIBIOTICS}
    found = bound(capacity=Answer.YES, **given)
    assert [each.code for each in found.binds] == ["person_refuses_now"]
    assert "now they decide" in found.having(Force.CONSIDER)[0].words


def test_attorney_waits_while_the_person_has_capacity() -> None:
    given = {"powers": [lasting_power()], "treatment": ANTIBIOTICS, "wishes": [refusal(treatment=ANTIBIOTICS.code)]}
    assert only(capacity=Answer.NO, **given).force is Force.BINDS
    assert only(capacity=Answer.YES, **given).force is Force.CONSIDER


def test_refusal_of_cpr_covers_its_parts() -> None:
    shocks = RefusedTreatment(words="Defibrillation", code="defibrillation")
    assert bound(decisions=[advance_decision()], treatment=shocks).binds
    assert bound(wishes=[refusal()], treatment=shocks).statements
