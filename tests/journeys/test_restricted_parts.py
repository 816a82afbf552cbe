"""A person keeps what matters to them to the practice: others are told so, and work around it."""

from __future__ import annotations

from tests.journeys.journeys import Journey
from tests.journeys.keyboards import KeyboardScreen
from tests.journeys.steps_restricting import KEPT, MATTERS, SHARING
from tests.journeys.steps_writing import WORTH

TELEPHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True}


def test_a_part_is_kept_to_the_practice_by_keyboard_alone(journey: Journey) -> None:
    journey.given_signed_in("clinician", KeyboardScreen)
    journey.given_a_plan_with_a_restricted_part()
    journey.screen.press("The plan in full")
    journey.screen.sees(WORTH, "Parts kept to some readers, at the person’s request")


def test_a_crew_is_told_that_a_part_is_kept_and_reads_all_that_it_acts_on(journey: Journey) -> None:
    journey.given_signed_in("clinician")
    journey.given_a_plan_with_a_restricted_part()
    journey.given_signed_in("paramedic", **TELEPHONE)
    journey.when_looking_up()
    journey.then_the_status_is("Not for CPR")
    journey.then_the_part_is_kept()


def test_a_printout_says_that_a_part_is_kept(journey: Journey) -> None:
    journey.given_signed_in("clinician")
    journey.given_a_plan_with_a_restricted_part()
    journey.when_turning_to("carer")
    journey.when_opening_the_record()
    journey.screen.press("The plan in full")
    journey.screen.page.emulate_media(media="print")
    journey.then_the_part_is_kept()


def test_a_carer_writes_a_new_version_around_what_is_kept(journey: Journey) -> None:
    journey.given_signed_in("clinician")
    journey.given_a_plan_with_a_restricted_part()
    journey.when_turning_to("carer")
    journey.when_opening_the_record()
    journey.when_opening_a_draft("Change the enduring plan: write a new version")
    journey.screen.sees("Kept to some readers")
    journey.when_opening_part(MATTERS)
    journey.screen.sees(KEPT, "It stays in the plan as it was signed.")
    journey.screen.press("Save and continue")
    journey.screen.sees("Nothing was changed: the part stays as it was signed.")


def test_an_organisation_that_is_not_known_is_named_at_its_field(journey: Journey) -> None:
    journey.given_signed_in("clinician")
    journey.when_opening_the_record()
    journey.when_opening_a_draft()
    journey.when_opening_part(SHARING)
    journey.screen.fill("ODS code", "ZZ999")
    journey.screen.choose("Does the person want any part kept to some readers?", MATTERS)
    journey.screen.choose("Who may read these parts?", "Only staff of the organisation where they asked for this")
    journey.screen.press("Save and continue")
    journey.screen.sees_error("ODS code", "No organisation here has the code ZZ999.")
