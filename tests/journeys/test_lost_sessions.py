"""Nothing that somebody typed is lost: not when their session ends, and not when they close the page."""

from __future__ import annotations

from tests.journeys.journeys import Journey
from tests.journeys.steps_writing import WORTH

PART = "What matters to me"
FIELD = "What do they most value?"


def test_a_form_sent_after_the_session_ended_comes_back_after_signing_in(journey: Journey) -> None:
    journey.given_signed_in("clinician")
    journey.given_typing_in(PART, FIELD, WORTH)
    journey.when_the_session_ends()
    journey.screen.press("Save and continue")
    journey.screen.sees("What you typed is kept.")
    journey.when_signing_in("clinician")
    journey.screen.sees("Nothing has been sent yet.")
    journey.screen.sees_typed("Values", WORTH)
    journey.screen.press("Send this form")
    journey.screen.sees(f"Saved: {PART}.")


def test_what_was_typed_is_there_after_closing_the_page(journey: Journey) -> None:
    journey.given_typing_in(PART, FIELD, WORTH)
    journey.screen.sees("Saved as typed at")
    journey.when_closing_the_page_and_coming_back()
    journey.when_opening_part(PART)
    journey.screen.sees("This is what you had typed here before, and had not saved.")
    journey.screen.sees_typed(FIELD, WORTH)


def test_what_one_person_types_is_not_shown_to_another(journey: Journey) -> None:
    journey.given_typing_in(PART, FIELD, WORTH)
    journey.screen.sees("Saved as typed at")
    journey.when_turning_to("doctor")
    journey.when_opening_part(PART)
    journey.screen.sees_typed(FIELD, "")
