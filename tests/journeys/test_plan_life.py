"""A signed plan is endorsed, reviewed, suspended and cancelled, and everybody reads at once what it is now."""

from __future__ import annotations

from tests.journeys.journeys import Journey


def test_a_senior_clinician_endorses_what_another_signed(journey: Journey) -> None:
    journey.given_a_plan("clinician")
    journey.when_turning_to("doctor")
    journey.screen.go("/?group=endorsements")
    journey.screen.sees("Endorsements due", journey.person.name)
    journey.when_endorsing()
    journey.screen.sees("You have endorsed this plan.")


def test_nobody_endorses_their_own_plan(journey: Journey) -> None:
    journey.given_a_plan("doctor")
    journey.when_opening_the_record()
    assert not journey.screen.main.get_by_role("link", name="Endorse").count()
    journey.screen.go(journey.step_path("endorse"))
    journey.screen.press("Endorse")
    journey.screen.sees_error("Anything to add", "The author of a plan cannot endorse it.")


def test_a_review_confirms_that_it_still_stands(journey: Journey) -> None:
    journey.given_a_plan()
    journey.when_reviewing()
    journey.screen.sees("The review was recorded.", "Not for CPR")


def test_a_suspended_plan_reads_attempt_cpr(journey: Journey) -> None:
    journey.given_a_plan()
    journey.when_suspending_until_tomorrow()
    journey.then_the_status_is("Suspended: attempt CPR")
    journey.then_the_crew_reads("Suspended: attempt CPR")
    journey.screen.sees("A hip operation under general anaesthetic")


def test_a_suspension_that_is_ended_brings_the_plan_back(journey: Journey) -> None:
    journey.given_a_plan()
    journey.when_suspending_until_tomorrow()
    journey.when_ending_the_suspension()
    journey.then_the_crew_reads("Not for CPR")


def test_a_cancelled_plan_is_gone_at_once_for_a_crew(journey: Journey) -> None:
    journey.given_a_plan_that_says_whom_to_tell()
    journey.then_the_crew_reads("Not for CPR")
    journey.when_turning_to("clinician")
    journey.when_cancelling()
    journey.screen.sees("The plan is cancelled.", "may hold a copy", "has not answered")
    journey.when_saying_what_became_of_a_copy()
    journey.screen.sees("Answered", "The family was telephoned.")
    journey.then_the_crew_reads("No plan is known here")
