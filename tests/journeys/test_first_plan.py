"""A newcomer finds the first person, writes a plan with them, and signs it."""

from __future__ import annotations

from tests.journeys.journeys import Journey


def test_a_newcomer_writes_and_signs_a_first_plan(journey: Journey) -> None:
    journey.given_signed_in("clinician")
    journey.when_finding_the_person_by_details(journey.site.first)
    journey.then_the_record_is_of(journey.site.first)
    journey.when_opening_a_draft()
    journey.when_writing_what_matters()
    journey.when_recording_a_conversation()
    journey.when_recommending()
    journey.when_recording_capacity()
    journey.when_setting_a_review()
    journey.when_checking_and_signing()
    journey.screen.sees("Signed. Version 1 is now current", "Not for CPR")
