"""In hospital another plan may hold over the enduring one; at discharge the enduring one is back."""

from __future__ import annotations

from tests.journeys.journeys import Journey


def test_the_plan_of_an_admission_holds_over_the_enduring_one_until_discharge(journey: Journey) -> None:
    journey.given_a_plan()
    journey.when_admitting_to_a_hospital()
    journey.then_the_status_is("Not for CPR")
    journey.when_opening_a_draft("Write a plan for this admission")
    journey.when_recommending("CPR attempts recommended")
    journey.when_checking_and_signing()
    journey.then_the_crew_reads("For CPR")
    journey.when_turning_to("clinician")
    journey.when_discharging()
    journey.then_the_crew_reads("Not for CPR")


def test_a_move_asks_whether_the_plan_still_stands(journey: Journey) -> None:
    journey.given_a_plan()
    journey.when_admitting_to_a_hospital()
    journey.when_discharging()
    journey.screen.go("/?group=moves")
    journey.when_answering_for_the_plan_after_the_move()
    journey.screen.sees("Your answer was saved.")


def test_a_discharge_asks_somebody_to_look_again(journey: Journey) -> None:
    journey.given_a_plan()
    journey.when_admitting_to_a_hospital()
    journey.when_discharging()
    journey.screen.go("/?group=look_again")
    journey.when_looking_again()
    journey.screen.sees("Done.")
