"""What the person now says, what binds, and what was reported from elsewhere."""

from dataclasses import replace
from datetime import date

from tests.builders.legal import ANTIBIOTICS, advance_decision, lasting_power
from tests.builders.plans import NOW, cpr, enduring_plan, identity, layer, statement, talk

from accord.domain.legal.binding import Force
from accord.domain.legal.treatments import CPR_TREATMENT
from accord.domain.moments import Moment
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.documents import Legal, Plan
from accord.domain.plan.people_involved import (
    BestInterests,
    Capacity,
    ConversationWith,
    HasCapacity,
    Involvement,
    InvolvementOption,
)
from accord.domain.plan.wishes import CprWish, Setting, WhatMatters
from accord.domain.standing import EffectiveCpr
from accord.domain.statements import Says, Speaker
from accord.projections.emergency import EmergencyView, ReportedPlan, sheet, view

ADRT = Legal(advance_decisions=(advance_decision(),))
PAPER = ReportedPlan(
    source="A paper form seen here",
    reported_at=NOW,
    reported_by="Jo Kind",
    plan=Plan(cpr=cpr(CprRecommendation.FOR_CPR)),
    location="In the red folder",
)


def shown(*layers: object, **known: object) -> EmergencyView:
    """Return the screen of a person of whom this is known."""
    return view(sheet(layers=layers, now=NOW, **known), identity(), NOW)


def test_what_the_person_now_says_stands_at_once_with_who_heard_it_and_when() -> None:
    screen = shown(layer(), statements=[statement(words="I want to live to see June")])
    said = screen.statements[0]
    assert said.says == "They want CPR to be attempted"
    assert said.heard == "Jo Kind, Care staff, Ash House, 10 March 2026 at 2:12am"
    assert screen.cpr.status is EffectiveCpr.NOT_FOR_CPR


def test_what_a_carer_heard_is_said_to_be_hearsay() -> None:
    screen = shown(layer(), statements=[statement(heard_from=Speaker.CARER)])
    assert "a carer or family member told me" in screen.statements[0].heard


def test_valid_advance_decision_is_read_first() -> None:
    screen = shown(layer(), legal=ADRT)
    assert screen.binding[0].force is Force.BINDS
    assert "refuses CPR" in screen.binding[0].words


def test_advance_decision_comes_before_the_advance_statement() -> None:
    screen = shown(layer(enduring_plan(what_matters=WhatMatters(advance_statement_words="Music"))), legal=ADRT)
    assert (bool(screen.binding), screen.advance_statement) == (True, "Music.")


def test_advance_decision_without_a_plan_is_pointed_to() -> None:
    cpr_now = shown(legal=ADRT).cpr
    assert cpr_now.words.endswith("A refusal that binds is recorded: read it below.")
    assert cpr_now.heading == "No plan signed here: a refusal that binds is recorded"


def test_wish_without_a_plan_is_pointed_to() -> None:
    now = shown(statements=[statement()]).cpr
    assert now.heading == "No plan signed here: a legal document or wish is recorded"


def test_advance_decision_that_the_person_now_withdraws_no_longer_binds() -> None:
    withdrawn = statement(Says.WITHDRAWS_ADRT)
    assert shown(layer(), legal=ADRT, statements=[withdrawn]).binding[0].force is not Force.BINDS


def test_withdrawal_heard_from_a_carer_leaves_it_open() -> None:
    screen = shown(layer(), legal=ADRT, statements=[statement(Says.WITHDRAWS_ADRT, Speaker.CARER)])
    assert "does not show whether" in screen.binding[0].words


def test_wish_for_cpr_against_a_valid_advance_decision_is_a_conflict_by_name() -> None:
    screen = shown(layer(), legal=ADRT, statements=[statement(Says.WANTS_CPR)])
    assert "may withdraw an advance decision by saying so" in screen.conflicts[0]


def test_refusal_of_another_treatment_is_shown_too() -> None:
    refused = Legal(advance_decisions=(advance_decision(refusals=(CPR_TREATMENT, ANTIBIOTICS)),))
    assert any("antibiotics" in each.words for each in shown(layer(), legal=refused).binding)


def test_conflict_is_said_once_and_one_document_stands_in_one_box() -> None:
    between = lasting_power(registered_on=date(2021, 6, 1))
    refuses = advance_decision(refusals=(ANTIBIOTICS, CPR_TREATMENT))
    legal = Legal(advance_decisions=(refuses,), lasting_powers=(between,))
    screen = shown(layer(enduring_plan(legal=legal)), legal=legal)
    assert [each.words.count("CPR and antibiotics by drip") for each in screen.binding] == [1, 0]
    assert str(screen).count("signed and registered. Which stands is not computed") == 1
    assert "There is a conflict to read" in screen.binding[0].words


def test_conflict_that_the_current_documents_no_longer_show_stays_a_warning_of_the_plan() -> None:
    between = lasting_power(registered_on=date(2021, 6, 1))
    then = Legal(advance_decisions=(advance_decision(),), lasting_powers=(between,))
    assert "Which stands is not computed" in shown(layer(enduring_plan(legal=then)), legal=Legal()).warnings[0]


def test_sheet_of_older_software_says_a_conflict_once_too() -> None:
    made = sheet(layers=[layer()], now=NOW)
    made["conflicts"] = ["Two documents differ."]
    made["layers"][0]["warnings"] = ["Two documents differ.", "Another thing."]
    screen = view(made, identity(), NOW)
    assert (screen.conflicts, screen.warnings) == (("Two documents differ.",), ("Another thing.",))


def test_attorneys_refusal_binds_where_the_plan_rests_on_it() -> None:
    plan = enduring_plan(
        cpr=cpr(basis=Basis.ATTORNEY_REFUSAL),
        best_interests=BestInterests(decision="Comfort at home"),
        conversations=(talk(ConversationWith.ATTORNEY, with_name="Grace Hill"),),
    )
    screen = shown(layer(plan), legal=Legal(lasting_powers=(lasting_power(),)))
    assert screen.binding[0].force is Force.BINDS


def test_family_who_agree_refuse_nothing() -> None:
    plan = enduring_plan(conversations=(talk(ConversationWith.FAMILY, with_name="Tom Hartley"),))
    assert shown(layer(plan)).binding == ()


def test_persons_own_refusal_is_considered_and_is_not_binding() -> None:
    plan = enduring_plan(what_matters=WhatMatters(cpr_wish=CprWish.DOES_NOT_WANT_CPR))
    screen = shown(layer(plan))
    assert screen.binding[0].force is Force.CONSIDER
    assert "recorded refusal" in screen.binding[0].words


def test_report_from_elsewhere_is_shown_as_not_confirmed_with_its_contradiction_named() -> None:
    report = shown(layer(), reported=[PAPER]).reported[0]
    assert report.reported == (
        "Reported by A paper form seen here on 10 March 2026 at 3:12am, recorded by Jo Kind, not confirmed here"
    )
    assert report.contradictions == ("The enduring plan, signed here, says: CPR attempts not recommended.",)
    assert report.lines[-1] == "The paper is: In the red folder"


def test_report_with_no_plan_here_does_not_become_the_status() -> None:
    screen = shown(reported=[PAPER])
    assert screen.cpr.status is EffectiveCpr.NO_PLAN_KNOWN
    assert screen.cpr.heading == "No plan signed here: one is reported from elsewhere"
    assert "reported from elsewhere, not confirmed here" in screen.cpr.words


def test_report_that_contradicts_itself_is_shown_and_says_where() -> None:
    contrary = Plan(
        capacity=Capacity(outcome=HasCapacity.LACKS),
        involvement=Involvement(options=frozenset({InvolvementOption.A})),
    )
    report = shown(reported=[replace(PAPER, plan=contrary)]).reported[0]
    assert "lacks capacity" in report.contradictions[0]


def test_report_says_when_and_by_whom_the_form_was_decided_besides_when_it_was_reported() -> None:
    paper = Setting(paper_decided_on=date(2019, 4, 25), paper_decided_by="Dr Old")
    report = shown(reported=[replace(PAPER, plan=Plan(setting=paper))]).reported[0]
    assert report.lines[0] == "Decided 25 April 2019 by Dr Old"


def test_report_of_another_systems_form_says_who_signed_it() -> None:
    decided = Plan(cpr=cpr(decided_at=Moment.of(date(2019, 4, 25))))
    report = shown(reported=[replace(PAPER, plan=decided, decided_by="Dr Old")]).reported[0]
    assert report.lines[0] == "Decided 25 April 2019 by Dr Old"
