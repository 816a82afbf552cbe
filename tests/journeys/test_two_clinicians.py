"""Two clinicians write in one draft: each sees the other's change, and nobody signs what they have not seen."""

from __future__ import annotations

from tests.journeys.journeys import Journey

PART = "What matters to me"
FIELD = "What do they most value?"


def test_a_page_says_when_somebody_else_saves_the_same_part(journey: Journey) -> None:
    journey.given_both_on_one_part(PART)
    journey.when_turning_to("doctor")
    journey.when_writing_what_matters("Her grandchildren.")
    journey.when_turning_to("clinician")
    journey.screen.page.clock.fast_forward(11_000)
    journey.screen.sees("saved this part at")


def test_a_later_save_shows_both_and_loses_neither(journey: Journey) -> None:
    journey.given_both_on_one_part(PART)
    journey.when_turning_to("doctor")
    journey.when_writing_what_matters("Her grandchildren.")
    journey.when_turning_to("clinician")
    journey.screen.fill(FIELD, "Her garden.")
    journey.screen.press("Save and continue")
    journey.screen.sees("Yours is below and not lost", "Her grandchildren.")
    journey.screen.sees_typed(FIELD, "Her garden.")
    journey.screen.press("Save and continue")
    journey.screen.sees(f"Saved: {PART}.")


def test_a_draft_that_changed_since_it_was_seen_is_not_signed(journey: Journey) -> None:
    journey.given_both_on_one_part("Cardiopulmonary resuscitation (CPR)")
    journey.when_recommending()
    journey.screen.press("Check and sign")
    journey.when_turning_to("doctor")
    journey.when_writing_what_matters("To be at home.")
    journey.when_turning_to("clinician")
    journey.when_signing()
    journey.screen.sees("Look at it again before you sign.")
    journey.when_checking_and_signing()
    journey.then_the_status_is("Not for CPR")


def test_a_draft_whose_plan_has_been_cancelled_is_brought_up_to_date_first(journey: Journey) -> None:
    journey.given_a_plan()
    journey.when_opening_a_draft("Change the enduring plan: write a new version")
    journey.when_turning_to("doctor")
    journey.when_cancelling()
    journey.when_turning_to("clinician")
    journey.screen.go(journey.draft)
    journey.screen.press("Check and sign")
    journey.screen.sees("This cannot be signed yet", "The current plan has changed")
    journey.screen.press("Back to the list of parts")
    journey.screen.press("Bring this draft up to date")
    journey.when_checking_and_signing()
    journey.then_the_status_is("Not for CPR")
