"""A crew finds one person, checks who it is, reads what stands, and posts what the person now says."""

from __future__ import annotations

from tests.journeys.journeys import Journey

from accord.domain.nhs_numbers import OWN_TEST_COUNT, own_test_number


def test_a_crew_reads_who_it_is_before_what_stands(journey: Journey) -> None:
    journey.given_a_plan()
    journey.then_the_crew_reads("Not for CPR")
    journey.then_in_this_order(journey.person.name, "Born", "4 Weir Lane", "Not for CPR", "CPR would be unlikely")
    assert journey.person.nhs_number not in journey.screen.page.url


def test_a_crew_finds_somebody_by_details(journey: Journey) -> None:
    journey.given_a_plan(recommendation="CPR attempts recommended")
    journey.when_turning_to("paramedic")
    journey.when_looking_up_by_details()
    journey.then_the_status_is("For CPR")


def test_a_person_without_a_plan_has_no_answer_either_way(journey: Journey) -> None:
    journey.when_turning_to("paramedic")
    journey.when_looking_up()
    journey.then_in_this_order(journey.person.name, "No plan is known here")
    journey.then_no_plan_is_known()


def test_nobody_found_has_no_answer_either_way(journey: Journey) -> None:
    journey.when_turning_to("paramedic")
    journey.when_looking_up(own_test_number(OWN_TEST_COUNT - 900).digits)
    journey.then_no_plan_is_known()
    journey.screen.sees("Nobody found with exactly these details")


def test_what_the_person_now_says_stands_above_the_recommendation(journey: Journey) -> None:
    journey.given_a_plan()
    journey.then_the_crew_reads("Not for CPR")
    journey.when_posting("They want CPR to be attempted", "I want them to try.")
    journey.when_looking_up()
    journey.then_in_this_order("They want CPR to be attempted", "I want them to try.", "Not for CPR")


def test_a_clinician_answers_what_the_person_now_says(journey: Journey) -> None:
    journey.given_a_plan()
    journey.then_the_crew_reads("Not for CPR")
    journey.when_posting("They wish to talk about their plan")
    journey.when_turning_to("clinician")
    journey.when_opening_the_record()
    journey.screen.press("Answer this")
    journey.screen.fill("What did you do?", "Visited this afternoon and talked for an hour.")
    journey.screen.press("Answer")
    journey.then_the_crew_reads("Not for CPR")
    journey.screen.sees_not("They wish to talk about their plan")
